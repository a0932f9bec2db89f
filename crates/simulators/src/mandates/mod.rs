//! Suomi.fi e-Authorizations as a client of its Web API sees it, for acting on behalf of an organisation.
//!
//! The addresses are those of the real service under `/mandates`. The register call carries the identity code in its
//! path, so nothing here logs addresses.

mod api;
mod checksum;
mod choice;
mod sessions;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::config::MandatesConfig;
use crate::scene::Scene;
use crate::world::{Mandate, Organisation, Theme};
use sessions::Sessions;

/// The imitated service.
pub(crate) struct Mandates {
    scene: Arc<Scene>,
    client: MandatesConfig,
    return_addresses: Vec<String>,
    sessions: Sessions,
}

impl Mandates {
    pub(crate) fn new(scene: Arc<Scene>, client: MandatesConfig, return_addresses: Vec<String>) -> Arc<Self> {
        let sessions = Sessions::new(client.session_seconds);
        Arc::new(Self { scene, client, return_addresses, sessions })
    }

    /// For whom the person may act today, and the codes and theme addresses that say so.
    fn grounds(&self, national_id: &str) -> Vec<(&Organisation, Vec<String>)> {
        let today = self.scene.clock.today();
        let in_words = |mandates: Vec<Mandate>| {
            let words = mandates.into_iter().map(|mandate| match mandate {
                Mandate::Role(code) => code.to_owned(),
                Mandate::Theme(Theme::Deploy) => self.client.themes.deploy.clone(),
                Mandate::Theme(Theme::Privacy) => self.client.themes.privacy.clone(),
            });
            words.collect()
        };
        let ties = self.scene.world.ties_on(national_id, today);
        ties.into_iter().map(|(organisation, mandates)| (organisation, in_words(mandates))).collect()
    }
}

/// The addresses of the service.
pub(crate) fn routes(mandates: Arc<Mandates>) -> Router {
    Router::new()
        .route("/mandates/service/ypa/user/register/{client_id}/{national_id}", get(api::register))
        .route("/mandates/service/ypa/user/unregister/{session_id}", get(api::unregister))
        .route("/mandates/service/ypa/api/organizationRoles/{session_id}", get(api::all_roles))
        .route("/mandates/service/ypa/api/organizationRoles/{session_id}/{organization_id}", get(api::roles_of_one))
        .route("/mandates/oauth/authorize", get(choice::show).post(choice::answer))
        .route("/mandates/oauth/token", post(api::token))
        .with_state(mandates)
}
