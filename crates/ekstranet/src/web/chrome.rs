//! What stands around every page.

use super::{Visit, asset_path};
use crate::kernel::{Acting, Basis, Language, Mandate, Permission, Position};
use crate::texts::Texts;

/// The band that says for whom one acts.
#[derive(Clone, Debug)]
pub struct Banner {
    pub organisation: String,
    pub business_id: String,
    /// For example "asioitte toimitusjohtajana".
    pub right: String,
}

impl Banner {
    pub(super) fn new(acting: &Acting, texts: &Texts) -> Self {
        let right = match acting.basis {
            Basis::Position(Position::ManagingDirector) => texts.ui_acting_managing_director(),
            Basis::Position(Position::DeputyManagingDirector) => texts.ui_acting_deputy_managing_director(),
            Basis::Position(Position::ViceManagingDirector) => texts.ui_acting_vice_managing_director(),
            Basis::Position(Position::SoleTrader) => texts.ui_acting_sole_trader(),
            Basis::Position(other) => texts.ui_acting_position(position_words(other, texts)),
            Basis::Mandate(Mandate::Deployment) => texts.ui_acting_mandate_deployment(),
            Basis::Mandate(Mandate::Privacy) => texts.ui_acting_mandate_privacy(),
        };
        Self { organisation: acting.organisation_name.clone(), business_id: acting.organisation.to_string(), right }
    }
}

/// A position in a register as a noun: "toimitusjohtaja".
pub fn position_words(position: Position, t: &Texts) -> String {
    match position {
        Position::ManagingDirector => t.mandates_role_tj(),
        Position::DeputyManagingDirector => t.mandates_role_tjs(),
        Position::ViceManagingDirector => t.mandates_role_vtj(),
        Position::SoleTrader => t.mandates_role_eli(),
        Position::Signatory => t.mandates_role_nimko(),
        Position::GeneralPartner => t.mandates_role_yhm(),
        Position::Chair => t.mandates_role_pj(),
        Position::BoardMember => t.mandates_role_j(),
        Position::Procurist => t.mandates_role_pr(),
        Position::HeadPropertyManager => t.mandates_role_pis(),
        Position::PropertyManager => t.mandates_role_is(),
        Position::Liquidator => t.mandates_role_s(),
    }
}

/// One link of the main navigation.
#[derive(Clone, Debug)]
pub struct NavigationItem {
    pub address: String,
    pub text: String,
    pub current: bool,
    /// It stands under "More" where the menu is a row.
    pub folded: bool,
}

/// Everything around the page's own content.
pub struct Chrome {
    pub language: Language,
    /// The heading of the page; the title of the document begins with it.
    pub title: String,
    /// The path of this page.
    pub path: String,
    /// The person has just ended a view of customer support.
    pub view_ended: bool,
    /// The address of this page, to which `lang=` is added.
    pub language_address: String,
    pub banner: Option<Banner>,
    pub navigation: Vec<NavigationItem>,
    pub signed_in: Option<String>,
    pub officer: bool,
    pub support_email: String,
    pub support_phone: String,
    pub support_hours: String,
    /// Until when customer support looks at this page.
    pub watched_until: Option<String>,
    /// Where a person makes a code to show this page to customer support.
    pub support_code: Option<String>,
    pub style: &'static str,
    pub script: &'static str,
    pub test_world: bool,
    /// Seconds until the session ends unless something is done; the script warns two minutes before.
    pub idle_seconds: i64,
    /// Seconds until the session ends whatever is done.
    pub left_seconds: i64,
    /// When that is, once it is near: shown on every page, for those without scripts too.
    pub ends_soon: Option<String>,
}

/// In an address: a view of customer support has just been ended.
pub const VIEW_ENDED: &str = "view=ended";

/// From how long before its end, in seconds, every page says when the session ends.
const NEAR: i64 = 15 * 60;

impl Chrome {
    /// The heading for the title of the window: without the soft hyphens by which a long word breaks on a narrow page.
    pub fn window_title(&self) -> String {
        self.title.replace('\u{ad}', "")
    }

    /// Whether some of the menu stands under "More".
    pub fn folds(&self) -> bool {
        self.navigation.iter().any(|item| item.folded)
    }

    pub(super) fn new(visit: &Visit, title: String, banner: Option<Banner>) -> Self {
        let config = &visit.app.config;
        let hours = config.support.hours.get(visit.language);
        let ends_at = visit.session.as_ref().map(|session| session.ends_at);
        let left_seconds = ends_at.map_or(0, |at| (at.milliseconds() - visit.now.milliseconds()) / 1_000);
        let joint = if visit.path.contains('?') { '&' } else { '?' };
        let (path, query) = visit.path.split_once('?').unwrap_or((&visit.path, ""));
        let is_watched = visit.session.as_ref().is_some_and(|session| session.watched_until.is_some());
        Self {
            language: visit.language,
            path: path.to_string(),
            view_ended: visit.session.is_some() && !is_watched && query.split('&').any(|part| part == VIEW_ENDED),
            title,
            language_address: format!("{}{joint}lang=", visit.path),
            navigation: navigation(visit),
            banner,
            signed_in: visit.session.as_ref().map(|session| session.name.clone()),
            officer: visit.is_officer(),
            support_email: config.support.email.clone(),
            support_phone: config.support.phone.clone(),
            support_hours: hours.to_string(),
            watched_until: visit
                .session
                .as_ref()
                .and_then(|session| session.watched_until)
                .map(|until| super::format::moment(until, visit.language)),
            support_code: support_code(visit),
            style: asset_path("ekstranet.css"),
            script: asset_path("ekstranet.js"),
            test_world: !config.is_production(),
            idle_seconds: if visit.is_officer() {
                config.sessions.officer_idle_seconds
            } else {
                config.sessions.idle_seconds
            },
            left_seconds,
            ends_soon: ends_at.filter(|_| left_seconds <= NEAR).map(|at| super::format::moment(at, visit.language)),
        }
    }
}

fn support_code(visit: &Visit) -> Option<String> {
    let path = visit.path.split('?').next().unwrap_or_default();
    if visit.session.is_none() || visit.is_officer() || path.ends_with("/support-code") {
        return None;
    }
    // Who acts for nobody shows which rights the service knows: that is what they call about.
    let Some(acting) = &visit.acting else { return Some("/me/support-code".to_string()) };
    let sees = acting.permissions.allow(Permission::SeeOrganisation);
    sees.then(|| format!("/o/{}/support-code?page={path}", acting.organisation))
}

/// How many places of the desk besides the queue stand in the row: those where customers wait for an answer.
const IN_ROW: usize = 6;

/// The places of the desk besides the queue: what waits first, then what is looked after.
fn desk_places(texts: &Texts) -> [(&'static str, String); 16] {
    [
        ("/desk/proposals", texts.ui_navigation_proposals()),
        ("/desk/messages", texts.ui_navigation_messages()),
        ("/desk/terminations", texts.ui_navigation_terminations()),
        ("/desk/deployments", texts.ui_navigation_deployments()),
        ("/desk/pharmacies", texts.ui_navigation_pharmacies()),
        ("/desk/parties", texts.ui_navigation_parties()),
        ("/desk/enrolments", texts.ui_navigation_enrolments()),
        ("/desk/controllers", texts.ui_navigation_controllers()),
        ("/desk/runs", texts.ui_navigation_runs()),
        ("/desk/access-points", texts.ui_navigation_access_points()),
        ("/desk/systems", texts.ui_navigation_systems()),
        ("/desk/invoices", texts.ui_navigation_invoices()),
        ("/desk/register-changes", texts.ui_navigation_register_changes()),
        ("/desk/letters", texts.ui_navigation_letters()),
        ("/desk/notices", texts.ui_navigation_mails()),
        ("/desk/support", texts.ui_navigation_support()),
    ]
}

fn navigation(visit: &Visit) -> Vec<NavigationItem> {
    let texts = visit.texts();
    let mut items = Vec::new();
    let mut add = |address: String, text: String, exact: bool| {
        let here = visit.path.split('?').next().unwrap_or_default();
        let current = if exact { here == address } else { here.starts_with(&address) };
        items.push(NavigationItem { address, text, current, folded: false });
    };
    if let Some(acting) = &visit.acting {
        let base = format!("/o/{}/", acting.organisation);
        if acting.permissions.allow(Permission::SeeOrganisation) {
            add(base.clone(), texts.ui_navigation_home(), true);
            add(format!("{base}applications"), texts.ui_navigation_applications(), false);
            add(format!("{base}agreements"), texts.ui_navigation_agreements(), false);
        }
        if !visit.is_officer() {
            add("/library".to_string(), texts.ui_navigation_library(), false);
        }
    } else if visit.is_officer() {
        for (address, text) in desk_places(texts) {
            add(address.to_string(), text, false);
        }
        let is_elsewhere = items.iter().any(|item| item.current);
        for item in items.iter_mut().skip(IN_ROW) {
            item.folded = true;
        }
        let current = !is_elsewhere && visit.path.starts_with("/desk/");
        let (address, text) = ("/desk/".to_string(), texts.ui_navigation_queue());
        items.insert(0, NavigationItem { address, text, current, folded: false });
    } else if visit.session.is_some() {
        // Who acts for nobody on this page has no band with the way to the choice.
        add("/act-for".to_string(), texts.ui_navigation_organisations(), false);
    }
    items
}
