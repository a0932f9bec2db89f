//! The names of what stands on the home page. An extension of use is named with what it is about: there may be several.

use std::collections::HashMap;

use super::rules::Standing;
use crate::services::{Extending, Service};
use crate::texts::Texts;
use crate::web::{Failure, Visit};
use crate::{applications, deployments};

/// What each extension is about, by the id of its application or deployment.
pub(super) struct Names(HashMap<String, Extending>);

impl Names {
    pub async fn load(visit: &Visit, standings: &[(Service, Standing<'_>)]) -> Result<Self, Failure> {
        let mut names = HashMap::new();
        let extensions: Vec<_> = standings.iter().filter(|(service, _)| service.repeats()).collect();
        if extensions.is_empty() {
            return Ok(Self(names));
        }
        let mut read = visit.app.db.read().await?;
        for (_, standing) in extensions {
            match standing {
                Standing::Draft(line) | Standing::Supplement(line) | Standing::Waiting(line) => {
                    let about = applications::find_extending(&mut read, &line.id).await?;
                    names.insert(line.id.to_string(), about);
                }
                Standing::InUse(line) | Standing::SetUp(line) | Standing::Stopped(line) | Standing::Ended(line) => {
                    let about = deployments::find_extending(&mut read, &line.id).await?;
                    names.insert(line.id.to_string(), about);
                }
                Standing::Joined(_) | Standing::NotInUse => {}
            }
        }
        Ok(Self(names))
    }

    pub fn name(&self, service: Service, standing: &Standing<'_>, t: &Texts) -> String {
        let id = match standing {
            Standing::Draft(line) | Standing::Supplement(line) | Standing::Waiting(line) => line.id.as_str(),
            Standing::InUse(line) | Standing::SetUp(line) | Standing::Stopped(line) | Standing::Ended(line) => {
                line.id.as_str()
            }
            Standing::Joined(_) | Standing::NotInUse => "",
        };
        self.0.get(id).map_or_else(|| service.name(t), |about| about.name(service, t))
    }
}
