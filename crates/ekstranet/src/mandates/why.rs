//! Why one cannot act for an organisation: what was looked up, what came back, what is missing, who can give it and how.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;

use super::choice::nature_words;
use super::client::Mandates;
use super::last_round::LastRound;
use super::pages::{Known, basis_words, earlier, known, last_known_words, positions_in_words};
use super::rules::{AuthorityRow, Letter, Nature, Policy, Reason, Remedy, letters, remedies};
use super::{natures, store, validity};
use crate::kernel::{Basis, BusinessId, Instant, Permission, Position};
use crate::registers;
use crate::services::{Service, is_applied_for};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, position_words, see_other};

#[derive(askama::Template)]
#[template(path = "mandates/why.html")]
struct WhyPage {
    chrome: Chrome,
    t: &'static Texts,
    lead: String,
    /// `None` for somebody who asks about none.
    organisation: Option<Looked>,
    /// For them: when Suomi.fi was last asked in this session, and what came back.
    round: Option<(String, Option<String>)>,
    /// The organisations of the session, for somebody who asks about none.
    known: Vec<Known>,
    reasons: Vec<String>,
    /// What helps, in the order in which to try it.
    remedies: Vec<Help>,
    /// One of them may be an application, whose time has a source.
    applies: bool,
    /// What the button says that leads to Suomi.fi.
    ask: String,
    /// Where one may prepare an application meanwhile: the business ID, the services by code and name.
    prepare: Option<(String, Vec<(&'static str, String)>)>,
    /// Texts to send: whom to, its id on the page, the text.
    letters: Vec<(String, String, String)>,
}

/// What was looked up and what came back, in words.
pub struct Looked {
    pub name: String,
    pub business_id: String,
    /// When Suomi.fi was asked.
    pub checked_at: String,
    /// Everything that came back.
    pub roles: Vec<String>,
    /// The kind of the organisation; `None` when nothing depended on it.
    pub nature: Option<String>,
    /// That the kind rests on what a silent register told before.
    pub told_before: Option<String>,
    /// Whether the library is open.
    pub reads_library: bool,
}

/// One way to the right: how, by whom, in what time.
struct Help {
    how: String,
    who: String,
    time: String,
}

/// What is known of the person and one organisation.
struct Seen {
    row: AuthorityRow,
    /// Whether it was returned in an earlier session only.
    earlier: bool,
    /// When a right was last seen that is not in the answer of this session, which is there and whole.
    ended: Option<Instant>,
    /// The last day of the mandate, where its holder entered it and it has passed.
    ended_on: Option<String>,
    /// The kind of the organisation; where nothing depended on it, what the registers last told.
    nature: Nature,
}

async fn find_seen(visit: &Visit, organisation: &BusinessId) -> Result<Option<Seen>, Failure> {
    let session = visit.session()?;
    let mut read = visit.app.db.read().await?;
    let now = store::find_authority(&mut read, &session.id, organisation).await?;
    let before = store::find_earlier(&mut read, session, organisation).await?;
    let policy = &visit.app.part::<Mandates>().policy;
    let ended = before.as_ref().zip(now.as_ref()).filter(|(before, now)| is_gone(before, now, policy));
    let ended = ended.map(|(before, _)| Instant::from_milliseconds(before.checked_at));
    drop(read);
    let ended_on = validity::find_ended(visit, organisation).await?;
    let (row, earlier) = match (now, before) {
        (Some(row), _) => (row, false),
        (None, Some(row)) => (row.ended(), true),
        (None, None) => return Ok(None),
    };
    let nature = match row.nature() {
        Nature::Unasked => {
            let known = registers::last_known(&mut visit.app.db.read().await?, organisation).await?;
            natures::last_told(&known, visit.now)
        }
        nature => nature,
    };
    Ok(Some(Seen { row, earlier, ended, ended_on, nature }))
}

/// Whether a right of an earlier session is not in an answer of this one. Nobody says so as long as Suomi.fi has not been
/// asked, has not told everything, or the kind of the organisation is not known; nor of a position that came back and counts
/// no more.
fn is_gone(before: &AuthorityRow, now: &AuthorityRow, policy: &Policy) -> bool {
    let is_whole = now.complete == 1 && now.nature() != Nature::Unknown;
    let told = policy.judge(&now.roles(), true, Nature::Private);
    let is_told_still = told.into_iter().any(|basis| before.bases.split(' ').any(|code| code == basis.code()));
    is_whole && before.permissions(policy).allow(Permission::DeployServices) && !is_told_still
}

/// `GET /act-for/why?organisation=…`; only about what Suomi.fi returned to this session or an earlier one of the person.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let seen = match query.get("organisation") {
        None => None,
        Some(text) => {
            let organisation = BusinessId::parse(text).ok_or(Failure::NotFound)?;
            Some(find_seen(&visit, &organisation).await?.ok_or(Failure::NotFound)?)
        }
    };
    let policy = &visit.app.part::<Mandates>().policy;
    if let Some(row) = seen.as_ref().map(|seen| &seen.row)
        && row.permissions(policy).allow(Permission::SeeOrganisation)
    {
        return Ok(see_other(&format!("/o/{}/", row.organisation)));
    }
    let mut listed = if seen.is_none() { known(&visit).await? } else { Vec::new() };
    if seen.is_none() {
        listed.extend(earlier(&visit).await?);
    }
    let last = LastRound::find(&visit).await?;
    page(StatusCode::OK, &why_page(&visit, seen.as_ref(), last, listed)?)
}

fn why_page(visit: &Visit, seen: Option<&Seen>, last: LastRound, known: Vec<Known>) -> Result<WhyPage, Failure> {
    // Only the page about no organisation tells of the round; the others tell of the answer.
    let round = seen.is_none().then_some(last);
    let (t, policy) = (visit.texts(), &visit.app.part::<Mandates>().policy);
    let row = seen.map(|seen| &seen.row);
    let nature = seen.map_or(Nature::Unasked, |seen| seen.nature);
    let (roles, complete) = row.map_or((Vec::new(), true), |row| (row.roles(), row.complete == 1));
    let reasons = if seen.is_some_and(|seen| seen.earlier) {
        vec![Reason::NothingReturned]
    } else {
        policy.explain(&roles, complete, nature)
    };
    let may_change = reasons.iter().any(|reason| matches!(reason, Reason::Incomplete | Reason::NatureUnknown));
    let lead = match row {
        Some(row) if may_change || seen.is_some_and(|seen| seen.earlier) => {
            t.mandates_why_lead_unsure(row.organisation_name.clone())
        }
        Some(row) => t.mandates_why_lead(row.organisation_name.clone()),
        None if known.is_empty() => round.unwrap_or(LastRound::None).lead(t),
        None if known.iter().all(|one| one.earlier) => t.mandates_why_lead_earlier(),
        None => t.mandates_why_lead_known(),
    };
    let person = &visit.session()?.name;
    let remedies = remedies(&reasons, nature);
    let applies = remedies.iter().any(|remedy| is_applied_for_by(*remedy));
    let is_refused = round.is_some_and(LastRound::is_refused);
    let mut helping: Vec<Help> = remedies.into_iter().map(|remedy| help(remedy, t)).collect();
    let mut letters: Vec<(String, String, String)> =
        letters(&reasons, nature).into_iter().map(|letter| letter_words(letter, row, visit, person)).collect();
    if is_refused {
        helping.insert(0, help_of_suomi_fi(t));
        letters.insert(0, (t.mandates_letter_suomi_to(), "letter-suomi".to_string(), t.mandates_letter_suomi()));
    }
    Ok(WhyPage {
        chrome: visit.chrome(t.mandates_why_title()),
        t,
        lead,
        organisation: row.map(|row| looked(visit, row, &roles, nature, policy)),
        round: round.map(|round| (round.asked(visit), round.answer(t))),
        known,
        applies,
        remedies: helping,
        prepare: row.filter(|_| !roles.is_empty()).map(|row| (row.organisation.clone(), services_to_prepare(t))),
        ask: if may_change { t.mandates_why_retry() } else { last.ask(seen.is_some_and(|seen| !seen.earlier), t) },
        reasons: match round {
            Some(round) => vec![round.reason(t)],
            None => reasons_in_words(visit, seen, last, &reasons),
        },
        letters,
    })
}

/// The reasons in words, with what is known of a right that was there before.
fn reasons_in_words(visit: &Visit, seen: Option<&Seen>, last: LastRound, reasons: &[Reason]) -> Vec<String> {
    let (t, policy) = (visit.texts(), &visit.app.part::<Mandates>().policy);
    let ended = seen.and_then(|seen| seen.ended).map(|at| t.mandates_reason_ended(format::moment(at, visit.language)));
    let others: Vec<String> = if seen.is_some_and(|seen| seen.earlier) {
        vec![if last.is_told() { t.mandates_reason_earlier() } else { t.mandates_reason_earlier_untold() }]
    } else {
        reasons.iter().map(|reason| reason_words(*reason, policy, t)).collect()
    };
    let ended_on = seen.and_then(|seen| seen.ended_on.clone()).map(|day| t.mandates_reason_ended_on(day));
    ended_on.or(ended).into_iter().chain(others).collect()
}

/// The services whose application can be filled in here before the right is there. An extension asks for a service that
/// is in use, of which nothing is told without the right.
fn services_to_prepare(t: &Texts) -> Vec<(&'static str, String)> {
    let here = Service::ALL.into_iter().filter(|service| is_applied_for(*service) && !service.is_extension());
    here.map(|service| (service.code(), service.name(t))).collect()
}

/// Whether the remedy is, or may be, an application to the authority.
fn is_applied_for_by(remedy: Remedy) -> bool {
    matches!(remedy, Remedy::PrivateGives | Remedy::PublicApplies | Remedy::OtherGives)
}

/// Who can help a person for whom Suomi.fi opens no round.
fn help_of_suomi_fi(t: &Texts) -> Help {
    Help {
        how: t.mandates_person_refused_text(),
        who: t.mandates_person_refused_who(),
        time: t.mandates_person_refused_time(),
    }
}

fn help(remedy: Remedy, t: &Texts) -> Help {
    let (how, who, time) = match remedy {
        Remedy::Retry => (t.mandates_step_retry(), t.mandates_step_retry_who(), t.mandates_step_retry_time()),
        Remedy::Registers => {
            (t.mandates_step_registers(), t.mandates_step_registers_who(), t.mandates_step_registers_time())
        }
        Remedy::SignatoryGives => {
            (t.mandates_step_signatory(), t.mandates_step_signatory_who(), t.mandates_step_signatory_time())
        }
        Remedy::GrantorGives => {
            (t.mandates_step_granting(), t.mandates_step_granting_who(), t.mandates_step_granting_time())
        }
        Remedy::PrivateGives => {
            (t.mandates_step_private(), t.mandates_step_private_who(), t.mandates_step_private_time())
        }
        Remedy::PublicApplies => {
            (t.mandates_step_public(), t.mandates_step_public_who(), t.mandates_step_public_time())
        }
        Remedy::OtherGives => (t.mandates_step_other(), t.mandates_step_other_who(), t.mandates_step_other_time()),
    };
    Help { how, who, time }
}

/// Whom to write to, the id of the text on the page, the text. Names only what the page shows already.
fn letter_words(letter: Letter, row: Option<&AuthorityRow>, visit: &Visit, person: &str) -> (String, String, String) {
    let t = visit.texts();
    let organisation = match row {
        Some(row) => format!("{} ({})", row.organisation_name, row.organisation),
        None => t.mandates_letter_organisation_to_write(),
    };
    let (to, id, text) = match letter {
        Letter::Grantor => (t.mandates_letter_grantor_to(), "grantor", t.mandates_letter_grantor(organisation, person)),
        Letter::Leaders => (t.mandates_letter_leaders_to(), "leaders", t.mandates_letter_leaders(organisation, person)),
        Letter::Representative => {
            let text = t.mandates_letter_representative(organisation, person);
            (t.mandates_letter_representative_to(), "representative", text)
        }
        Letter::Cosignatory => {
            let text = t.mandates_letter_cosignatory(organisation, person);
            (t.mandates_letter_cosignatory_to(), "cosignatory", text)
        }
        Letter::Support | Letter::Unregistered => {
            let checked_at = row.map_or(visit.now, |row| Instant::from_milliseconds(row.checked_at));
            let moment = format::moment(checked_at, visit.language);
            if letter == Letter::Support {
                let text = t.mandates_letter_support(organisation, moment, person);
                (t.mandates_letter_support_to(), "support", text)
            } else {
                let text = t.mandates_letter_unregistered(organisation, moment, person);
                (t.mandates_letter_unregistered_to(), "unregistered", text)
            }
        }
    };
    (to, format!("letter-{id}"), text)
}

pub(super) fn looked(visit: &Visit, row: &AuthorityRow, roles: &[String], nature: Nature, policy: &Policy) -> Looked {
    let t = visit.texts();
    Looked {
        name: row.organisation_name.clone(),
        business_id: row.organisation.clone(),
        checked_at: format::moment(Instant::from_milliseconds(row.checked_at), visit.language),
        roles: roles.iter().map(|role| role_words(role, policy, t)).collect(),
        nature: match nature {
            Nature::Unasked => None,
            nature => Some(nature_words(nature, t)),
        },
        told_before: last_known_words(row, visit),
        reads_library: row.permissions(policy).allow(Permission::ReadPrivacyGuides),
    }
}

/// A role code of Suomi.fi in words. The set is open: an unknown code is shown as it came.
fn role_words(role: &str, policy: &Policy, t: &Texts) -> String {
    if let Some(mandate) = policy.mandate(role) {
        return basis_words(Basis::Mandate(mandate), t);
    }
    if let Some(position) = Position::parse(role) {
        return position_words(position, t);
    }
    match role {
        "TIL" => t.mandates_role_til(),
        _ if role.starts_with("http://assignment.") || role.starts_with("http://assignmentproxy.") => {
            t.mandates_role_granting()
        }
        _ if role.starts_with("http") => {
            t.mandates_role_other_mandate(role.rsplit('/').next().unwrap_or_default().replace('_', " "))
        }
        _ => t.mandates_role_unknown(role),
    }
}

pub(super) fn reason_words(reason: Reason, policy: &Policy, t: &Texts) -> String {
    match reason {
        Reason::Incomplete => t.mandates_reason_incomplete(),
        Reason::NatureUnknown => t.mandates_reason_nature_unknown(),
        Reason::NotRegistered => t.mandates_reason_not_registered(),
        Reason::PublicNeedsMandate => t.mandates_reason_public(),
        Reason::FormNeedsMandate => t.mandates_reason_form(),
        Reason::Signatory => t.mandates_reason_signatory(),
        Reason::GrantingRight => t.mandates_reason_granting(),
        Reason::OtherPosition if policy.positions().is_empty() => t.mandates_reason_no_position(),
        Reason::OtherPosition => t.mandates_reason_other_position(positions_in_words(&policy.positions(), t)),
        Reason::OtherMandate => t.mandates_reason_other_mandate(),
        Reason::PrivacyOnly => t.mandates_reason_privacy(),
        Reason::NothingReturned => t.mandates_reason_nothing(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Nature, Reason, help, is_applied_for_by, remedies};
    use crate::kernel::Language;
    use crate::texts::texts;

    const REASONS: [Reason; 11] = [
        Reason::Incomplete,
        Reason::NatureUnknown,
        Reason::NotRegistered,
        Reason::PublicNeedsMandate,
        Reason::FormNeedsMandate,
        Reason::Signatory,
        Reason::GrantingRight,
        Reason::OtherPosition,
        Reason::OtherMandate,
        Reason::PrivacyOnly,
        Reason::NothingReturned,
    ];

    /// A new reason does not compile until it has its place in the list above.
    fn place(reason: Reason) -> usize {
        match reason {
            Reason::Incomplete => 0,
            Reason::NatureUnknown => 1,
            Reason::NotRegistered => 2,
            Reason::PublicNeedsMandate => 3,
            Reason::FormNeedsMandate => 4,
            Reason::Signatory => 5,
            Reason::GrantingRight => 6,
            Reason::OtherPosition => 7,
            Reason::OtherMandate => 8,
            Reason::PrivacyOnly => 9,
            Reason::NothingReturned => 10,
        }
    }

    /// Where the times come from stands in docs/who-may-act.md.
    #[test]
    fn every_refusal_tells_how_long_the_remedy_takes_in_each_language() {
        // A time has a unit of its language: minutes, a day or weeks.
        let units = [
            (Language::Fi, ["minuut", "päiv", "viikko"]),
            (Language::Sv, ["minut", "dag", "veck"]),
            (Language::En, ["minute", "day", "week"]),
        ];
        for (index, reason) in REASONS.into_iter().enumerate() {
            assert_eq!(place(reason), index);
            for nature in Nature::ALL {
                let helping = remedies(&[reason], nature);
                assert!(!helping.is_empty(), "{reason:?} in {nature:?} has a remedy");
                for (language, units) in &units {
                    for remedy in &helping {
                        let told = help(*remedy, texts(*language)).time;
                        assert!(units.iter().any(|unit| told.contains(unit)), "{reason:?} {remedy:?}: {told}");
                    }
                }
            }
        }
    }

    /// Nobody has measured them, but for the application, whose weeks and year are told.
    #[test]
    fn a_typical_time_says_that_it_is_an_estimate_or_where_it_comes_from() {
        let words = [(Language::Fi, "arviolta"), (Language::Sv, "uppskattningsvis"), (Language::En, "estimated")];
        for (language, word) in words {
            let t = texts(language);
            let helping = REASONS.iter().flat_map(|reason| Nature::ALL.map(|nature| remedies(&[*reason], nature)));
            for remedy in helping.flatten() {
                let time = help(remedy, t).time;
                assert!(time.to_lowercase().contains(word), "{remedy:?}: {time}");
                let rests_on_applications =
                    ["kolme viikkoa", "tre veckor", "three weeks"].iter().any(|it| time.contains(it));
                assert_eq!(is_applied_for_by(remedy), rests_on_applications, "{remedy:?}: {time}");
            }
            for time in [t.mandates_foreign_time(), t.mandates_person_refused_time()] {
                assert!(time.to_lowercase().contains(word), "{time}");
            }
            assert!(t.mandates_why_estimates().contains("2026") && t.mandates_why_applications().contains("2020"));
        }
    }
}
