//! The home page in its standings.

use db::testing::Scratch;

use super::rules::Standing;
use crate::applications::{ApplicationLine, State};
use crate::deployments::{DeploymentLine, DeploymentState};
use crate::kernel::{ApplicationId, DeploymentId, Random};
use crate::services::Service;
use crate::testing::{NOON, RANTAPOLKU, World};

fn application(state: State) -> ApplicationLine {
    ApplicationLine {
        id: ApplicationId::new(NOON, &Random::seeded(1)),
        service: Service::Prescription,
        state,
        case_number: None,
        changed_at: NOON,
        submitted_at: None,
        supplement_deadline: None,
        last_saved_at: None,
        kind: crate::applications::CaseKind { customer: crate::services::CustomerKind::Private, supplemented: false },
    }
}

fn deployment(state: DeploymentState) -> DeploymentLine {
    DeploymentLine {
        id: DeploymentId::new(NOON, &Random::seeded(2)),
        service: Service::Prescription,
        state,
        open_items: 1,
        production_date: None,
        in_production_since: None,
    }
}

#[test]
fn a_service_says_the_newest_thing_that_matters() {
    let of = |state: State| application(state);
    let standing = |applications: &[ApplicationLine], deployments: &[DeploymentLine]| {
        format!("{:?}", Standing::of(Service::Prescription, applications, deployments, &[]))
            .split('(')
            .next()
            .unwrap_or_default()
            .to_string()
    };
    assert_eq!(standing(&[], &[]), "NotInUse");
    assert_eq!(standing(&[of(State::Draft)], &[]), "Draft");
    assert_eq!(standing(&[of(State::SupplementRequested)], &[]), "Supplement");
    assert_eq!(standing(&[of(State::Rejected), of(State::InReview)], &[]), "Waiting");
    assert_eq!(standing(&[of(State::Rejected)], &[]), "NotInUse");
    assert_eq!(standing(&[of(State::Approved)], &[deployment(DeploymentState::SetUp)]), "SetUp");
    assert_eq!(standing(&[of(State::Draft)], &[deployment(DeploymentState::InProduction)]), "InUse");
    assert_eq!(standing(&[], &[deployment(DeploymentState::Ended)]), "NotInUse");
}

async fn the_home_page_works_while_the_register_is_down(scratch: &Scratch) {
    let world = World::new(scratch);
    let page = world.matti().await.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(
        page.shows("Rantapolun Lääkäriasema Oy")
            && page.shows("asioitte toimitusjohtajana")
            && page.shows("Ei käytössä")
    );
    assert!(page.shows("rekisteri ei vastaa juuri nyt"));
}

async fn the_viewing_mandate_does_not_open_the_home_page(scratch: &Scratch) {
    let world = World::new(scratch);
    let answer = world.aino().await.get("/o/9900101-0/").await;
    assert_eq!(answer.status, axum::http::StatusCode::NOT_FOUND);
    assert!(!answer.shows("Kuusirannan"), "a page that one may not see says nothing of the organisation");
}

async fn a_stranger_is_sent_to_sign_in_and_comes_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let answer = world.stranger().get(&format!("/o/{RANTAPOLKU}/")).await;
    assert_eq!(answer.redirects(), format!("/sign-in?return=%2Fo%2F{RANTAPOLKU}%2F"));
}

db::testing::on_both![
    the_home_page_works_while_the_register_is_down,
    the_viewing_mandate_does_not_open_the_home_page,
    a_stranger_is_sent_to_sign_in_and_comes_back,
];
