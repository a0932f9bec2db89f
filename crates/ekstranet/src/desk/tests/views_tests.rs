//! Every view of a customer's matter stands in the audit log.

use db::testing::Scratch;

use super::{press, signed};
use crate::agreements;
use crate::testing::{RANTAPOLKU, World};
use crate::web::Rule;

/// What officers read that has a variable part, besides the pages below: each of these writes a row of its own, which the
/// tests of its room ask for, but the templates and the runs, which are the operator's; an import of invoices writes one for
/// each payer that it shows.
const ELSEWHERE: [&str; 18] = [
    "/desk/access-points/{change}",
    "/desk/access-points/{change}/customers",
    "/desk/cases/{id}/attachments/{attachment}",
    "/desk/connections/of/{intermediary}",
    "/desk/connections/{connection}",
    "/desk/controllers/{id}",
    "/desk/deployments/{deployment}",
    "/desk/deployments/{deployment}/attachments/{attachment}",
    "/desk/invoices/invoice/{id}",
    "/desk/invoices/{id}",
    "/desk/letters/{letter}/{language}",
    "/desk/organisations/{organisation}",
    "/desk/parties/of/{main_joiner}/{service}",
    "/desk/pharmacies/plans/{id}",
    "/desk/pharmacies/{id}",
    "/desk/runs/{run}/cancel",
    "/desk/systems/{proposal}",
    "/desk/terminations/{id}",
];

/// Lists that name organisations and where their matters stand, and no person but officers, and traders by the names of
/// their firms: the operator's own order of work.
const NAMELESS: [&str; 15] = [
    "/desk/",
    "/desk/access-points",
    "/desk/controllers",
    "/desk/deployments",
    "/desk/invoices",
    "/desk/letters",
    "/desk/messages",
    "/desk/parties",
    "/desk/pharmacies",
    "/desk/proposals",
    "/desk/register-changes",
    "/desk/runs",
    "/desk/support",
    "/desk/systems",
    "/desk/terminations",
];

/// A list that names people of many customers leaves a row as a page of one customer does.
async fn every_list_that_names_people_leaves_a_row(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let views = async || {
        let sql = "select count(*) from audit_entry where actor_kind = 'officer' and action like '%_viewed'";
        let mut read = world.app.db.read().await.expect("a reader");
        read.one::<(i64,)>(sql, db::values![]).await.expect("counted").0
    };
    let mut seen = Vec::new();
    for route in crate::routes().rules() {
        let is_list = route.rule == Rule::Officer && route.method == axum::http::Method::GET;
        // The page of a person opens with a code only; `support::tests` looks at its rows.
        let is_seen_elsewhere = route.path == "/desk/support/person";
        if !is_list || route.path.contains('{') || NAMELESS.contains(&route.path) || is_seen_elsewhere {
            continue;
        }
        let before = views().await;
        assert_eq!(vilma.get(route.path).await.status, axum::http::StatusCode::OK, "{}", route.path);
        assert_eq!(views().await, before + 1, "{} names people, or belongs to those that do not", route.path);
        seen.push(route.path);
    }
    assert_eq!(seen.len(), 2, "{seen:?}");
}

async fn every_page_of_a_customers_matter_leaves_a_row(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    let mut read = world.app.db.read().await.expect("a reader");
    let commitment = agreements::find_signed(&mut read, &id).await.expect("read").expect("signed").id;
    drop(read);
    let views = async || {
        let sql = "select count(*) from audit_entry where actor_kind = 'officer' and organisation = $1
                     and action in ('desk.case_viewed', 'desk.messages_viewed', 'desk.organisation_viewed', 'agreements.viewed')";
        let mut read = world.app.db.read().await.expect("a reader");
        read.one::<(i64,)>(sql, db::values![RANTAPOLKU]).await.expect("counted").0
    };
    let mut seen = Vec::new();
    for route in crate::routes().rules() {
        if route.rule != Rule::Officer || route.method != axum::http::Method::GET || !route.path.contains('{') {
            continue;
        }
        if ELSEWHERE.contains(&route.path) {
            continue;
        }
        let address = route.path.replace("{id}", id.as_str()).replace("{commitment}", &commitment.to_string());
        let address = address.replace("{organisation}", RANTAPOLKU);
        assert!(!address.contains('{'), "{} is neither tried here nor named as tried elsewhere", route.path);
        let before = views().await;
        let answer = vilma.get(&address).await;
        assert_eq!(answer.status, axum::http::StatusCode::OK, "{address}: {}", answer.body);
        assert_eq!(views().await, before + 1, "{address}");
        seen.push(route.path);
    }
    assert!(seen.len() >= 6, "{seen:?}");
}

db::testing::on_both![every_page_of_a_customers_matter_leaves_a_row, every_list_that_names_people_leaves_a_row];
