//! After approval: the set-up checklist, the production date, in production.

use db::{Read, Tx};

use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, DeploymentId};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// What approval grants.
#[derive(Clone, Debug)]
pub struct Granted<'a> {
    pub application: &'a ApplicationId,
    pub organisation: &'a BusinessId,
    pub service: Service,
    pub case_number: &'a str,
    pub language: CaseLanguage,
    /// Snapshot of the answers at approval, as JSON.
    pub snapshot: serde_json::Value,
    /// Addresses of the contacts to tell.
    pub recipients: Vec<String>,
    /// The production date wished for in the application, `YYYY-MM-DD`.
    pub wished_date: Option<String>,
}

/// Opens the deployment of a granted service, in the transaction of the approval.
///
/// # Errors
/// What the database says.
pub async fn open(_tx: &mut Tx, _visit: &Visit, _granted: &Granted<'_>) -> Result<DeploymentId, Failure> {
    unimplemented!()
}

/// A deployment as the home page shows it.
#[derive(Clone, Debug)]
pub struct DeploymentLine {
    pub id: DeploymentId,
    pub service: Service,
    pub state: DeploymentState,
    /// Open set-up items.
    pub open_items: usize,
    /// The agreed production date, `YYYY-MM-DD`.
    pub production_date: Option<String>,
    /// Since when in production, `YYYY-MM-DD`.
    pub in_production_since: Option<String>,
}

/// The life of a deployment (design, rules of the house).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeploymentState {
    SetUp,
    TestPlanned,
    TestFailed,
    InProduction,
    Ending,
    Ended,
}

/// The organisation's deployments, newest first.
///
/// # Errors
/// What the database says.
pub async fn list(_read: &mut Read, _organisation: &BusinessId) -> Result<Vec<DeploymentLine>, Failure> {
    unimplemented!()
}

/// The room's routes.
pub fn routes() -> crate::web::Routes {
    crate::web::Routes::new()
}
