//! The names of what stands on the home page. An extension of use is named with what it is about: there may be several.

use std::collections::HashMap;

use super::rules::Standing;
use crate::kernel::BusinessId;
use crate::services::{Extending, Service};
use crate::texts::Texts;
use crate::web::{Failure, Visit};
use crate::{applications, deployments};

/// What each extension is about, by the id of its application or deployment.
pub(super) struct Names(HashMap<String, Extending>);

impl Names {
    /// In one statement of those that wait and one of those that were granted, however many there are.
    pub async fn load(
        visit: &Visit,
        organisation: &BusinessId,
        standings: &[(Service, Standing<'_>)],
    ) -> Result<Self, Failure> {
        let of_extensions = || standings.iter().filter(|(service, _)| service.repeats()).map(|(_, standing)| standing);
        let is_open = |one: &Standing<'_>| {
            matches!(one, Standing::Draft(_) | Standing::Supplement(_) | Standing::Waiting(_) | Standing::Rejected(_))
        };
        let is_nothing =
            |one: &Standing<'_>| matches!(one, Standing::Joined(_) | Standing::Left(_) | Standing::NotInUse);
        let has_open = of_extensions().any(is_open);
        let has_granted = of_extensions().any(|one| !is_open(one) && !is_nothing(one));
        let mut names = HashMap::new();
        if !has_open && !has_granted {
            return Ok(Self(names));
        }
        let mut read = visit.app.db.read().await?;
        if has_open {
            names.extend(applications::list_extending(&mut read, organisation).await?);
        }
        if has_granted {
            names.extend(deployments::list_extending(&mut read, organisation).await?);
        }
        Ok(Self(names))
    }

    pub fn name(&self, service: Service, standing: &Standing<'_>, t: &Texts) -> String {
        let id = match standing {
            Standing::Draft(line) | Standing::Supplement(line) | Standing::Waiting(line) => line.id.as_str(),
            Standing::InUse(line) | Standing::SetUp(line) | Standing::Stopped(line) | Standing::Ended(line) => {
                line.id.as_str()
            }
            Standing::Rejected(line) => line.id.as_str(),
            Standing::Joined(_) | Standing::Left(_) | Standing::NotInUse => "",
        };
        self.0.get(id).map_or_else(|| service.name(t), |about| about.name(service, t))
    }
}
