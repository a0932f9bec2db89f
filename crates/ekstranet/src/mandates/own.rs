//! The page about oneself: what one may do and by which right, the sessions and how to end them, what one did last.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::pages::{Known, earlier, known_with_ends};
use crate::audit::{self, Deed, Entry};
use crate::kernel::{Instant, SessionId};
use crate::notices;
use crate::sign_in::{self, OwnSession};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "mandates/me.html")]
struct MePage {
    chrome: Chrome,
    t: &'static Texts,
    name: String,
    ends_at: String,
    organisations: Vec<Known>,
    /// The person's own confirmed address.
    mail: Option<String>,
    /// Whether mails that the person chose have ended.
    ended: bool,
    sessions: Vec<SessionLine>,
    deeds: Vec<DeedLine>,
}

struct SessionLine {
    id: String,
    is_this: bool,
    started: String,
    facts: String,
}

struct DeedLine {
    moment: String,
    text: String,
    organisation: String,
}

/// Rows that are read, so that enough remain when the unimportant ones are left out.
const READ_DEEDS: i64 = 100;
/// Deeds that are shown.
const SHOWN_DEEDS: usize = 15;

/// `GET /me`
pub(super) async fn me(visit: Visit) -> Result<Response, Failure> {
    let session = visit.session()?.clone();
    let organisations = known_with_ends(&visit).await?;
    let own = notices::load_own_mail(&visit).await?;
    let sessions = sign_in::list_own_sessions(&visit.app, visit.now, &session).await?;
    let deeds = audit::list_own(&mut visit.app.db.read().await?, &session, READ_DEEDS).await?;
    // What one did for an organisation of an earlier session has its name too.
    let named: Vec<Known> = earlier(&visit).await?;
    let t = visit.texts();
    let template = MePage {
        chrome: visit.chrome(t.mandates_me_title()),
        t,
        name: session.name.clone(),
        ends_at: format::moment(session.ends_at, visit.language),
        sessions: sessions.iter().map(|one| session_line(&visit, one, &session.id)).collect(),
        deeds: deed_lines(&visit, &deeds, &organisations, &named),
        organisations,
        ended: !own.ended.is_empty(),
        mail: own.address.map(|(address, _)| address),
    };
    page(StatusCode::OK, &template)
}

fn session_line(visit: &Visit, one: &OwnSession, this: &SessionId) -> SessionLine {
    let (t, language) = (visit.texts(), visit.language);
    let means = if one.by_suomi_fi { t.mandates_session_suomi_fi() } else { t.mandates_session_portal() };
    SessionLine {
        id: one.id.to_string(),
        is_this: one.id == *this,
        started: t.mandates_session_started(format::moment(one.started_at, language)),
        facts: t.mandates_session_facts(means, format::moment(one.last_seen_at, language)),
    }
}

/// The deeds in words. The same deed again and again, such as saving the steps of a form, is one line.
fn deed_lines(visit: &Visit, deeds: &[Deed], organisations: &[Known], named: &[Known]) -> Vec<DeedLine> {
    let name = |business_id: &str| {
        let known = organisations.iter().chain(named).find(|one| one.business_id == business_id);
        known.map_or_else(|| business_id.to_string(), |one| format!("{} ({business_id})", one.name))
    };
    let mut lines: Vec<DeedLine> = Vec::new();
    for deed in deeds {
        let Some(text) = deed_words(&deed.action, visit.texts()) else { continue };
        let organisation = deed.organisation.as_deref().map(name).unwrap_or_default();
        if lines.last().is_some_and(|last| last.text == text && last.organisation == organisation) {
            continue;
        }
        let moment = format::moment(Instant::from_milliseconds(deed.at), visit.language);
        lines.push(DeedLine { moment, text, organisation });
    }
    lines.truncate(SHOWN_DEEDS);
    lines
}

/// What a row of the audit log says to the person who did it; `None` for rows that are steps of another deed.
pub(super) fn deed_words(action: &str, t: &Texts) -> Option<String> {
    deed_before_granting(action, t).or_else(|| deed_after_granting(action, t))
}

/// Of oneself, one's rights and one's applications.
fn deed_before_granting(action: &str, t: &Texts) -> Option<String> {
    Some(match action {
        "sign_in.signed_in" => t.mandates_deed_signed_in(),
        "sign_in.signed_out" => t.mandates_deed_signed_out(),
        "sign_in.own_sessions_ended" => t.mandates_deed_sessions_ended(),
        "mandates.granted" => t.mandates_deed_granted(),
        "mandates.refused" => t.mandates_deed_refused(),
        "mandates.chosen" => t.mandates_deed_chosen(),
        "mandates.proved_again" => t.mandates_deed_proved_again(),
        "mandates.validity_entered" => t.mandates_deed_validity(),
        "notices.address_asked" => t.mandates_deed_address_asked(),
        "notices.address_confirmed" => t.mandates_deed_address_confirmed(),
        "notices.address_removed" => t.mandates_deed_address_removed(),
        "notices.chosen" | "notices.language_chosen" => t.mandates_deed_mail_chosen(),
        "gate.refused" => t.mandates_deed_gate_refused(),
        "applications.begun" => t.mandates_deed_application_begun(),
        "applications.step_saved" | "applications.prepared_step_saved" => t.mandates_deed_step_saved(),
        "applications.submitted" => t.mandates_deed_application_submitted(),
        "applications.supplement_answered" => t.mandates_deed_supplement_answered(),
        "applications.withdrawn" => t.mandates_deed_application_withdrawn(),
        "applications.discarded" | "applications.prepared_discarded" | "applications.offered_discarded" => {
            t.mandates_deed_application_discarded()
        }
        "applications.prepared" => t.mandates_deed_prepared(),
        "applications.taken_over" => t.mandates_deed_taken_over(),
        _ => return None,
    })
}

/// Of agreements and all that follows from them.
fn deed_after_granting(action: &str, t: &Texts) -> Option<String> {
    Some(match action {
        "agreements.signed" => t.mandates_deed_agreement_signed(),
        "agreements.signed_first" => t.mandates_deed_signed_first(),
        "agreements.signature_voided" => t.mandates_deed_signature_voided(),
        "agreements.rule_changed" => t.mandates_deed_signing_rule(),
        "agreements.viewed" => t.mandates_deed_agreement_viewed(),
        "deployments.date_set" => t.mandates_deed_date_set(),
        "pharmacies.line_done" | "pharmacies.line_undone" => t.mandates_deed_handover_line(),
        "pharmacies.change_sent" => t.mandates_deed_change_sent(),
        "applications.billing_kept" => t.mandates_deed_billing_kept(),
        "terminations.begun" => t.mandates_deed_termination_begun(),
        "terminations.sent" => t.mandates_deed_termination_sent(),
        "terminations.withdrawn" => t.mandates_deed_termination_withdrawn(),
        "terminations.discarded" => t.mandates_deed_termination_discarded(),
        "controllers.begun" => t.mandates_deed_controller_begun(),
        "controllers.sent" => t.mandates_deed_controller_sent(),
        "controllers.withdrawn" => t.mandates_deed_controller_withdrawn(),
        "controllers.discarded" => t.mandates_deed_controller_discarded(),
        "controllers.confirmed" | "controllers.contested" => t.mandates_deed_controller_answered(),
        "parties.added" => t.mandates_deed_party_added(),
        "parties.turned_by_main_joiner" => t.mandates_deed_party_turned(),
        "parties.turned_by_party" => t.mandates_deed_joining_answered(),
        "parties.naming_answered" => t.mandates_deed_naming_answered(),
        "parties.exported" => t.mandates_deed_parties_exported(),
        "applications.note_left" => t.mandates_deed_note_left(),
        "applications.message_to_operator" => t.mandates_deed_message_written(),
        "applications.messages_read" => t.mandates_deed_messages_read(),
        "applications.put_aside" => t.mandates_deed_put_aside(),
        "applications.paired" | "applications.parted" => t.mandates_deed_pair_changed(),
        "attachments.kept" => t.mandates_deed_attachment_kept(),
        "attachments.removed" => t.mandates_deed_attachment_removed(),
        "deployments.item_done" | "deployments.item_undone" => t.mandates_deed_item_marked(),
        "deployments.test_planned" => t.mandates_deed_test_planned(),
        "deployments.test_reported" => t.mandates_deed_test_reported(),
        "intermediaries.address_changed" => t.mandates_deed_intermediary_address(),
        "intermediaries.certificate_uploaded" => t.mandates_deed_certificate(),
        "intermediaries.connection_confirmed" => t.mandates_deed_connection_confirmed(),
        "intermediaries.connection_declined" => t.mandates_deed_connection_declined(),
        "intermediaries.point_change_notified" | "intermediaries.point_change_withdrawn" => {
            t.mandates_deed_point_change()
        }
        "intermediaries.system_proposed" | "intermediaries.system_withdrawn" => t.mandates_deed_system_proposed(),
        "parties.list_read" | "parties.list_changed" | "parties.list_checked" => t.mandates_deed_party_list(),
        "pharmacies.change_withdrawn" => t.mandates_deed_change_withdrawn(),
        "applications.contacts_kept" | "pharmacies.contacts_confirmed" | "pharmacies.contacts_corrected" => {
            t.mandates_deed_contacts()
        }
        "pharmacies.handover_opened" => t.mandates_deed_handover_opened(),
        "pharmacies.vendor_named" | "pharmacies.settings_kept" => t.mandates_deed_handover_settings(),
        "watch.change_seen" => t.mandates_deed_change_seen(),
        "mandates.cancelled" => t.mandates_deed_cancelled(),
        "mandates.act_refused" => t.mandates_deed_act_not_done(),
        "terminations.not_allowed" | "controllers.not_allowed" => t.mandates_deed_act_refused(),
        "support.code_made" => t.mandates_deed_support_code(),
        "support.view_ended" => t.mandates_deed_support_ended(),
        _ => return None,
    })
}

/// `POST /me/sessions/{session}/end`: ends another session of the same person.
pub(super) async fn end_session(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = SessionId::parse(&id).filter(|id| visit.session().is_ok_and(|session| session.id != *id));
    end(visit, Some(&id.ok_or(Failure::NotFound)?)).await
}

/// `POST /me/sessions/end-others`
pub(super) async fn end_other_sessions(visit: Visit) -> Result<Response, Failure> {
    end(visit, None).await
}

async fn end(visit: Visit, which: Option<&SessionId>) -> Result<Response, Failure> {
    let mut tx = visit.app.db.write().await?;
    let ended = sign_in::end_own_sessions(&mut tx, visit.now, visit.session()?, which).await?;
    if ended == 0 && which.is_some() {
        return Err(Failure::NotFound);
    }
    let entry = Entry::new("sign_in.own_sessions_ended").detail(json!({ "ended": ended }));
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    Ok(see_other("/me"))
}
