//! The matrix of rights as a document for people: printed from the rules that the gate enforces, so that it cannot say
//! anything else. `docs/rights.md` is this text.

use std::fmt::Write as _;

use crate::kernel::{Basis, Mandate, Permission, Position};
use crate::mandates::{self, Nature};
use crate::web::{RouteRule, Rule};

const HEAD: &str = "\
# Who may do what

Printed by `ekstranet rights > docs/rights.md` from the rules with which the routes are declared; a test compares. A
page under `/o/{organisation}/` that one may not see answers the same 404 as a page that does not exist. \"From other
sites too\" are style sheets and scripts, and messages that SAML itself protects. Below `/act-for/drafts` a person sees the
drafts that they prepared themselves and nothing else, and begins one only for an organisation for which Suomi.fi has
returned some role of theirs, now or in an earlier session.
";

const GIVES: &str = "
## What a right allows

One line for each kind of organisation and source of right: a position in a public register, which Suomi.fi confirms, or
a Suomi.fi mandate. `X` means allowed; a source that is not in the table gives nothing. The kind goes by legal form in the
company register; a pharmacist and a self-employed professional are sole traders whose business ID the registers of
pharmacies and providers know. Agents hold a mandate, their own or their company's. Which positions count is configuration
(`mandates.accepted_positions`: fewer, or others such as NIMKO too, which then give what a managing director's gives), and so are whether mandate 1 terminates (`mandates.mandate_terminates`) and whether it
changes billing data (`mandates.mandate_changes_billing`).

";

/// The whole document: every route with its rule, then every right with its permissions.
pub fn matrix() -> String {
    let routes = crate::routes();
    let mut text = format!("{HEAD}\n## Which address asks for what\n\n| Method | Address | Who |\n|---|---|---|\n");
    let mut rules: Vec<&RouteRule> = routes.rules().iter().collect();
    rules.sort_by_key(|route| (route.path, route.method.as_str()));
    for route in rules {
        let _ = writeln!(text, "| {} | `{}` | {} |", route.method, route.path, in_words(route.rule));
    }
    text.push_str(GIVES);
    let columns: Vec<&str> = Permission::ALL.into_iter().map(permission_in_words).collect();
    let _ =
        writeln!(text, "| Organisation | Right | {} |\n|---|---|{}", columns.join(" | "), ":-:|".repeat(columns.len()));
    let sources = Nature::ALL.into_iter().filter(|nature| *nature != Nature::Unasked);
    let cells = sources.flat_map(|nature| Basis::USUAL.map(|basis| (nature, basis)));
    for (nature, basis) in cells.filter(|(nature, basis)| mandates::counts(*nature, *basis)) {
        let allowed = mandates::permissions(basis);
        let marks: Vec<&str> =
            Permission::ALL.into_iter().map(|permission| if allowed.allow(permission) { "X" } else { "" }).collect();
        let _ = writeln!(text, "| {} | {} | {} |", nature_in_words(nature), basis_in_words(basis), marks.join(" | "));
    }
    text
}

fn in_words(rule: Rule) -> String {
    match rule {
        Rule::Public => "Everybody".to_string(),
        Rule::Protocol => "Everybody, from other sites too".to_string(),
        Rule::SignedIn => "A person signed in through Suomi.fi".to_string(),
        Rule::Acting(permission) => {
            format!("A person acting for the organisation: {}", permission_in_words(permission))
        }
        Rule::AnyRight(permission) => {
            format!("A person with this permission for any organisation: {}", permission_in_words(permission))
        }
        Rule::Officer => "An officer of the operator".to_string(),
    }
}

fn nature_in_words(nature: Nature) -> &'static str {
    match nature {
        Nature::Private => "company or association",
        Nature::SoleTrader => "sole trader",
        Nature::Practitioner => "self-employed professional",
        Nature::Pharmacist => "pharmacist",
        Nature::Foundation => "foundation",
        Nature::Public => "public body",
        Nature::Other => "private, another form",
        Nature::NotRegistered => "not in the company register",
        Nature::Unknown | Nature::Unasked => "the register does not answer",
    }
}

fn basis_in_words(basis: Basis) -> String {
    match basis {
        Basis::Position(Position::ManagingDirector) => "Managing director (TJ)".to_string(),
        Basis::Position(Position::DeputyManagingDirector) => "Deputy managing director (TJS)".to_string(),
        Basis::Position(Position::ViceManagingDirector) => "Vice managing director (VTJ)".to_string(),
        Basis::Position(Position::SoleTrader) => "Sole trader (ELI)".to_string(),
        Basis::Position(other) => other.code().to_string(),
        Basis::Mandate(Mandate::Deployment) => "Mandate 1, deployment".to_string(),
        Basis::Mandate(Mandate::Privacy) => "Mandate 2, privacy guides".to_string(),
    }
}

fn permission_in_words(permission: Permission) -> &'static str {
    match permission {
        Permission::SeeOrganisation => "see the organisation's pages",
        Permission::DeployServices => "take services into use",
        Permission::SignAgreements => "sign agreements",
        Permission::MaintainData => "maintain contacts and technical data",
        Permission::ChangeBillingData => "change billing data",
        Permission::TerminateServices => "terminate",
        Permission::ReadPrivacyGuides => "read privacy guides",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_document_says_what_the_gate_enforces() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rights.md");
        let document = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            document == super::matrix(),
            "docs/rights.md is out of date; run: cargo run -p ekstranet -- rights > docs/rights.md"
        );
    }

    #[test]
    fn the_addresses_of_the_documents_are_routes_and_name_every_place_of_the_desk() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/addresses.md");
        let document = std::fs::read_to_string(path).expect("the document is there");
        let named: Vec<&str> = document
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(address, _)| address))
            .collect();
        assert!(named.len() > 15, "{named:?}");
        let routes = crate::routes();
        let of = |address: &str| routes.rules().iter().any(|route| route.path == address);
        assert!(named.iter().all(|address| of(address)), "{:?}", named.iter().find(|address| !of(address)));
        let officers = routes.rules().iter().filter(|route| route.rule == crate::web::Rule::Officer);
        for place in officers.filter(|route| route.method == axum::http::Method::GET && !route.path.contains('{')) {
            assert!(named.contains(&place.path), "{} is not in docs/addresses.md", place.path);
        }
    }

    /// A column of the table that nothing asks for would promise what nobody is refused by.
    #[test]
    fn every_permission_is_asked_by_a_route_or_where_it_is_named_here() {
        use crate::kernel::Permission;
        let in_handlers = [(Permission::ChangeBillingData, "applications/drafting.rs")];
        let routes = crate::routes();
        for permission in Permission::ALL {
            let asks = |rule: &crate::web::Rule| matches!(rule, crate::web::Rule::Acting(asked) | crate::web::Rule::AnyRight(asked) if *asked == permission);
            let handler = in_handlers.iter().find(|(named, _)| *named == permission);
            let asked = handler.is_some_and(|(_, file)| {
                let path = format!("{}/src/{file}", env!("CARGO_MANIFEST_DIR"));
                let source = std::fs::read_to_string(path).expect("the source is there");
                source.contains(&format!("allow(Permission::{permission:?})"))
            });
            assert!(asked || routes.rules().iter().any(|route| asks(&route.rule)), "nothing asks for {permission:?}");
        }
    }

    #[test]
    fn every_route_has_its_line() {
        let matrix = super::matrix();
        for route in crate::routes().rules() {
            assert!(
                matrix.contains(&format!("| {} | `{}` |", route.method, route.path)),
                "{} {}",
                route.method,
                route.path
            );
        }
    }
}
