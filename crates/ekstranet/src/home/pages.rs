//! The home page.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::Response;

use super::controllers::{controller_row, controller_todo};
use super::invoices;
use super::joint::joint_todos;
use super::naming::Names;
use super::register::Register;
use super::rows::{Row, joined_words, rows};
use super::rules::{Standing, Things};
use super::signing::{own_proposal, proposal_todo};
use super::store::{self, Overview, Speaking, Topic};
use super::todos::{
    declined_todo, ending_todo, handover, message, rejected_todo, staying, terminating_todo, todo, validity_words,
};
use crate::agreements::{self, OneProposed};
use crate::applications::{ApplicationLine, Elsewhere, InUse, list_elsewhere, missing_services};
use crate::billing::{self, OpenInvoices};
use crate::controllers::{self, ChangeLine};
use crate::deployments::{DeploymentLine, DeploymentState};
use crate::kernel::{ApplicationId, BusinessId, Date, today};
use crate::mandates;
use crate::parties::{self, Joinings, PartyState};
use crate::registers::{Looked, Organisation};
use crate::services::{CustomerKind, DISPENSING, Service, newest_form};
use crate::terminations::{self, TerminationLine, TerminationState};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page};
use crate::{applications, deployments, intermediaries, pharmacies, registers, services, watch};

#[derive(askama::Template)]
#[template(path = "home/home.html")]
struct HomePage {
    chrome: Chrome,
    t: &'static Texts,
    lead: String,
    todo: Vec<Todo>,
    /// Until when one's own mandate is valid, and that one's own proposal waits: words, where it is changed, its link.
    notes: Vec<(String, String, String)>,
    rows: Vec<Row>,
    /// Pharmacies and handovers: address, name, what there is to say.
    pharmacies: Vec<pharmacies::HomeLine>,
    /// The main joiner's page and how many parties it has.
    parties: Option<(String, i64)>,
    /// Whether it is the register of pharmacies that knows the organisation.
    in_pharmacy_register: bool,
    listing: registers::Listing,
    register: Option<Register>,
    /// Where an intermediary finds its customers and access points.
    office: Option<String>,
    /// Whether the organisation is here as an intermediary alone: it applies for nothing.
    is_office_alone: bool,
    /// Where contact persons are kept, of who has a service.
    contacts: Option<String>,
    /// Where services are terminated, once there are any, and in which words: when all have ended, what was terminated.
    terminate: Option<(String, String)>,
    /// Where a change of controller is notified.
    controllers: Option<String>,
    /// Where an access point of one's own is notified, of who has none yet.
    technical: Option<String>,
    /// Where invoices and fees are read, and what there is to pay.
    billing: Option<(String, String)>,
}

/// Something that the organisation has to do.
pub(super) struct Todo {
    pub address: String,
    pub action: String,
    pub about: String,
}

/// What the home page tells of.
pub(super) struct Found {
    applications: Vec<ApplicationLine>,
    deployments: Vec<DeploymentLine>,
    office: Option<intermediaries::Office>,
    /// Whether the registers of those who give care or keep pharmacies know the organisation.
    listing: registers::Listing,
    changes: Vec<watch::RegisterChange>,
    /// Requests to intermediaries that wait or were declined.
    connections: Vec<intermediaries::ConnectionLine>,
    /// Sent applications whose intermediary has declined, by their ids.
    pub(super) elsewhere: HashMap<String, Elsewhere>,
    pharmacies: Vec<pharmacies::HomeLine>,
    /// Messages of the operator that nobody has opened.
    messages: Vec<applications::UnreadLine>,
    joinings: Joinings,
    /// As what the organisation applies, by what was last heard.
    kind: CustomerKind,
    /// Drafts that somebody prepared before they had the right.
    prepared: Vec<applications::OfferedLine>,
    /// Terminations under way.
    terminations: Vec<TerminationLine>,
    /// Changes of controller under way.
    controllers: Vec<ChangeLine>,
    /// The last day of a pharmacist who gives the licence up, `YYYY-MM-DD`.
    gives_up: Option<String>,
    /// Invoices that are not paid.
    pub(super) invoices: OpenInvoices,
    /// Rejections about which something can still be claimed.
    rejections: Vec<applications::Rejection>,
    /// A proposal that one signature be enough.
    proposal: Option<OneProposed>,
}

impl Found {
    /// Each service with what there is to say of it; of extensions, and of services for other kinds of customers, only
    /// those that somebody has begun.
    fn standings(&self) -> Vec<(Service, Standing<'_>)> {
        let of = |service| {
            let things = Things {
                applications: &self.applications,
                deployments: &self.deployments,
                joinings: &self.joinings,
                rejections: &self.rejections,
            };
            Standing::all_of(service, things).into_iter().map(move |standing| (service, standing))
        };
        let is_shown = |(service, standing): &(Service, Standing<'_>)| {
            let is_theirs = newest_form(*service, self.kind).is_some() || !services::is_applied_for(*service);
            (is_theirs && !service.is_extension()) || !matches!(standing, Standing::NotInUse)
        };
        Service::ALL.into_iter().flat_map(of).filter(is_shown).collect()
    }

    async fn load(visit: &Visit, organisation: &BusinessId, overview: Overview) -> Result<Self, Failure> {
        let mut read = visit.app.db.read().await?;
        let read = &mut read;
        let Overview { speaking, known, mut applications, deployments } = overview;
        applications::weigh_waiting(read, organisation, &mut applications).await?;
        let connections =
            when(&speaking, Topic::Connections, intermediaries::list_unconfirmed(read, organisation)).await?;
        let elsewhere = list_elsewhere(read, &applications, &connections).await?;
        let pharmacies = pharmacies::home_lines(visit, read, &known, speaking.has(Topic::Handovers)).await?;
        Ok(Self {
            applications,
            deployments,
            listing: known.listing(),
            office: when(&speaking, Topic::Office, intermediaries::find_office(read, organisation, visit.now.date()))
                .await?,
            changes: when(&speaking, Topic::Changes, watch::list_unseen(read, organisation)).await?,
            connections,
            elsewhere,
            messages: when(&speaking, Topic::Messages, applications::list_new_messages(read, organisation)).await?,
            joinings: when(&speaking, Topic::Joinings, parties::joinings(read, organisation)).await?,
            kind: known.kind(visit.now),
            prepared: when(&speaking, Topic::Prepared, applications::list_offered(read, organisation)).await?,
            terminations: when(&speaking, Topic::Terminations, terminations::list_under_way(read, organisation))
                .await?,
            controllers: when(&speaking, Topic::Controllers, controllers::list_under_way(read, organisation)).await?,
            invoices: when(&speaking, Topic::Invoices, billing::find_open(read, organisation)).await?,
            rejections: when(
                &speaking,
                Topic::Rejections,
                applications::list_rejections(read, organisation, visit.now),
            )
            .await?,
            proposal: when(&speaking, Topic::Signing, agreements::find_proposal(read, organisation)).await?,
            gives_up: if pharmacies.is_empty() {
                None
            } else {
                pharmacies::find_last_day(read, visit.now, organisation).await?.map(|(_, day)| day)
            },
            pharmacies,
        })
    }

    /// Whether the organisation is an intermediary and nothing else: no register knows it as one that gives care or
    /// keeps a pharmacy, and it has nothing that was applied for.
    fn is_office_alone(&self) -> bool {
        self.office.is_some()
            && self.listing == registers::Listing::Nowhere
            && self.applications.is_empty()
            && self.deployments.is_empty()
            && !self.has_pharmacy()
            && self.prepared.is_empty()
            && self.joinings.joined.is_empty()
            && self.joinings.former.is_empty()
            && self.joinings.brought_in == 0
    }

    /// Whether it keeps, kept or takes over a pharmacy; the plan of a customer's handover is none of its own.
    fn has_pharmacy(&self) -> bool {
        self.pharmacies.iter().any(|line| line.own)
    }

    /// Where a change of controller is notified: where that page has something to offer, because there are documents whose
    /// controller could change, or a change is under way.
    fn controllers(&self, base: &str, today: Date) -> Option<String> {
        let opens =
            controllers::has_documents(&self.deployments, &self.joinings, today) || !self.controllers.is_empty();
        opens.then(|| format!("{base}controllers"))
    }

    /// Where one notifies that one opens an access point of one's own, which comes before the first application through it.
    /// An intermediary or an owner has the page in its office, a joined party uses its main joiner's, and of whom every
    /// service has ended has no need of one.
    fn technical(&self, base: &str) -> Option<String> {
        let is_under_way = !self.applications.is_empty() || has_running(&self.deployments);
        let begins = self.deployments.is_empty() && self.joinings.joined.is_empty();
        (self.office.is_none() && (is_under_way || begins)).then(|| format!("{base}technical"))
    }

    /// Whether the end of a service has been asked for and waits for an officer.
    fn is_to_end(&self, service: Service) -> bool {
        let concerns = |line: &&TerminationLine| line.services.contains(&service);
        self.terminations.iter().filter(concerns).any(|line| line.state == TerminationState::Sent)
    }

    /// Whether it has said that it is joined through a main joiner, and has a draft of its own besides.
    fn stays(&self, service: Service, standing: &Standing<'_>) -> bool {
        let joined = |line: &parties::JoinedLine| line.service == service && line.state == PartyState::Confirmed;
        matches!(standing, Standing::Draft(_)) && self.joinings.joined.iter().any(joined)
    }

    /// Whether a service is in use, of its own or as a joined party: a draft, a case or a set-up of its own ends no joining.
    pub(super) fn uses(&self, visit: &Visit, service: Service, standing: &Standing<'_>) -> bool {
        let today = today(visit.now);
        let is_joined = |line: &parties::JoinedLine| line.service == service && line.is_in_use(today);
        matches!(standing, Standing::InUse(_)) || self.joinings.joined.iter().any(is_joined)
    }

    /// The joining that goes on beside an application or a deployment of the organisation's own.
    pub(super) fn joined_besides(&self, service: Service, standing: &Standing<'_>) -> Option<&parties::JoinedLine> {
        let goes_on = |line: &&parties::JoinedLine| {
            let is_joined = matches!(line.state, PartyState::Confirmed | PartyState::Leaving | PartyState::Ending);
            line.service == service && is_joined
        };
        self.joinings.joined.iter().find(goes_on).filter(|_| !matches!(standing, Standing::Joined(_)))
    }

    /// The services of which one must be in use before this one can be applied for, and none is; as the list of
    /// applications says it.
    pub(super) fn missing(&self, visit: &Visit, service: Service) -> Vec<Service> {
        let in_use = InUse::of(&self.deployments, &self.joinings, visit.now.date());
        newest_form(service, self.kind).and_then(|form| missing_services(form, self.kind, &in_use)).unwrap_or_default()
    }

    /// Whom an application names, if that one has not confirmed.
    pub(super) fn unconfirmed_of(&self, application: &ApplicationId) -> Option<&parties::UnconfirmedLine> {
        self.joinings.unconfirmed_of(application)
    }

    /// Where the parties are that the organisation has brought in, and how many.
    fn parties(&self, base: &str) -> Option<(String, i64)> {
        let number = self.joinings.brought_in;
        (number > 0).then(|| (format!("{base}parties"), number))
    }

    /// A service's row, with the intermediary that its open application waits for and the joining that goes on besides.
    pub(super) fn waiting(
        &self,
        visit: &Visit,
        base: &str,
        (service, standing): (Service, &Standing<'_>),
        mut row: Row,
    ) -> Row {
        let joined = self.joined_besides(service, standing);
        if let Some(line) = joined {
            row.text = format!("{} {}", row.text, joined_words(visit, line));
        }
        let open = self.applications.iter().find(|line| line.service == service);
        let asked = |line: &&intermediaries::ConnectionLine| {
            open.is_some_and(|application| application.id.as_str() == line.application)
        };
        if let Some(connection) = self.connections.iter().find(asked) {
            let (_, _, text) = connection.describe(visit.language, visit.texts());
            row.text = format!("{} {text}", row.text);
        }
        if let Some(day) = self.gives_up.as_deref().filter(|_| service == DISPENSING && row.tag == "good") {
            row.text =
                format!("{} {}", row.text, visit.texts().home_gives_up(format::stored_date(day, visit.language)));
        }
        let (t, concerns) = (visit.texts(), |line: &&TerminationLine| line.services.contains(&service));
        let asked = row.more.take();
        row.more = self.terminations.iter().filter(concerns).find_map(|line| {
            let said = match line.state {
                TerminationState::Sent => t.terminations_home_sent(line.number.as_str()),
                TerminationState::Returned => t.terminations_home_correct_about(line.number.as_str()),
                _ => return None,
            };
            Some((format!("{base}terminations/{}", line.id), said))
        });
        row.more = row.more.or(asked).or_else(|| controller_row(visit, base, &self.controllers, service));
        row.more = row.more.or_else(|| joined.map(|_| (format!("{base}joined"), t.parties_joined_title())));
        row
    }

    /// When the customership ends or has ended, in words; nothing while some service goes on.
    fn last_day(&self, visit: &Visit) -> Option<String> {
        let day = deployments::last_day_of_all(&self.deployments)?;
        let (t, day) = (visit.texts(), format::stored_date(&day, visit.language));
        let is_over = self.deployments.iter().all(|line| line.state == DeploymentState::Ended);
        Some(if is_over { t.home_customership_ended(day) } else { t.home_customership_ends(day) })
    }
}

/// What a room has to say, if it has; else nothing is asked.
async fn when<T: Default>(
    speaking: &Speaking,
    topic: Topic,
    asking: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    if speaking.has(topic) { asking.await } else { Ok(T::default()) }
}

pub(super) async fn home(visit: Visit) -> Result<Response, Failure> {
    let organisation = visit.acting()?.organisation.clone();
    let (looked, overview) = look_up(&visit, &organisation).await?;
    let found = Found::load(&visit, &organisation, overview).await?;
    let (t, base) = (visit.texts(), format!("/o/{organisation}/"));
    let standings = found.standings();
    let names = Names::load(&visit, &organisation, &standings).await?;
    let validity = mandates::find_validity(&visit, visit.acting()?).await?;
    let ending = validity.as_ref().and_then(|validity| ending_todo(&visit, &organisation, validity));
    let todo = todos(&visit, &base, &found, (&standings, &names), ending);
    let is_office_alone = found.is_office_alone();
    let lead = lead(&visit, &found, &standings);
    let begin = first_step(&visit, &base, &standings).filter(|_| found.joinings.brought_in == 0 && !is_office_alone);
    let billing = (!is_office_alone).then(|| invoices::link(&visit, &base, &found.invoices));
    let template = HomePage {
        chrome: visit.chrome(t.home_title()),
        t,
        lead: match &begin {
            Some(_) => lead,
            None if is_office_alone => t.home_lead_todo(todo.len()),
            None => format!("{lead} {}", t.home_lead_todo(todo.len())),
        },
        todo: begin.into_iter().chain(todo).collect(),
        rows: rows(&visit, &base, (&standings, &names), &found).await?,
        parties: found.parties(&base),
        controllers: found.controllers(&base, today(visit.now)),
        technical: found.technical(&base),
        notes: notes(&visit, &base, &found, validity.as_ref().map(|one| validity_words(&visit, &organisation, one))),
        register: looked.as_ref().map(|looked| Register::of(&visit, looked)),
        in_pharmacy_register: found.has_pharmacy(),
        listing: found.listing,
        pharmacies: found.pharmacies,
        office: found.office.map(|_| base.clone()),
        is_office_alone,
        contacts: has_running(&found.deployments).then(|| format!("{base}contacts")),
        terminate: terminate(&found.deployments, &base, t),
        billing,
    };
    page(StatusCode::OK, &template)
}

/// What the reader is told beside what there is to do.
fn notes(
    visit: &Visit,
    base: &str,
    found: &Found,
    validity: Option<(String, String, String)>,
) -> Vec<(String, String, String)> {
    let proposed = found.proposal.as_ref().and_then(|proposal| own_proposal(visit, base, proposal));
    validity.into_iter().chain(proposed).collect()
}

/// What the organisation has to do, the most urgent first.
fn todos(
    visit: &Visit,
    base: &str,
    found: &Found,
    (standings, names): (&[(Service, Standing<'_>)], &Names),
    ending: Option<Todo>,
) -> Vec<Todo> {
    // Whose ending has been asked for is not asked to be finished.
    let waiting = standings.iter().filter(|(service, _)| !found.is_to_end(*service));
    let waiting = waiting.filter_map(|(service, standing)| {
        let todo = todo(visit, base, names.name(*service, standing, visit.texts()), standing)?;
        Some(if found.stays(*service, standing) { staying(visit, *service, todo) } else { todo })
    });
    let handovers = found.pharmacies.iter().filter_map(handover);
    let messages = found.messages.iter().map(|line| message(visit, base, line));
    let joint = joint_todos(visit, base, &found.joinings);
    let untold = |line: &&intermediaries::ConnectionLine| {
        found.elsewhere.get(line.application.as_str()) == Some(&Elsewhere::Untold)
    };
    let declined = found.connections.iter().filter(untold).map(|line| declined_todo(visit, base, line));
    let others = declined.chain(others(visit, base, found)).chain(joint);
    let terminating = found.terminations.iter().filter_map(|line| terminating_todo(visit, base, line));
    let changing = found.controllers.iter().filter_map(|line| controller_todo(visit, base, line));
    let others = others.chain(changing);
    let overdue = invoices::todo(visit, base, &found.invoices);
    let rejected = found.rejections.iter().map(|line| rejected_todo(visit, base, line));
    let proposed = found.proposal.as_ref().and_then(|proposal| proposal_todo(visit, base, proposal));
    messages
        .chain(ending)
        .chain(overdue)
        .chain(rejected)
        .chain(proposed)
        .chain(others)
        .chain(waiting)
        .chain(handovers)
        .chain(terminating)
        .collect()
}

/// Whether some service goes on; of whose services all have ended, only the history is left to read.
fn has_running(deployments: &[DeploymentLine]) -> bool {
    deployments.iter().any(|line| line.state != DeploymentState::Ended)
}

/// Where services are terminated and in which words.
fn terminate(deployments: &[DeploymentLine], base: &str, t: &Texts) -> Option<(String, String)> {
    let words = if has_running(deployments) { t.terminations_link() } else { t.terminations_cases_title() };
    (!deployments.is_empty()).then(|| (format!("{base}terminations"), words))
}

/// How many services are in use; and when the customership ends, or ended.
fn lead(visit: &Visit, found: &Found, standings: &[(Service, Standing<'_>)]) -> String {
    let t = visit.texts();
    let in_use = standings.iter().filter(|(service, standing)| found.uses(visit, *service, standing)).count();
    let has_ended = standings.iter().any(|(_, standing)| match standing {
        Standing::Ended(_) => true,
        Standing::Left(line) => line.runs && line.ends_on.as_ref().is_some_and(|last| line.begins_on <= *last),
        _ => false,
    });
    let lead = if has_ended && in_use == 0 { t.home_lead_ended() } else { t.home_lead_services(in_use) };
    std::iter::once(lead).chain(found.last_day(visit)).collect::<Vec<_>>().join(" ")
}

/// What is to be done besides the services: customers of an intermediary wait, or a register says something new.
fn others(visit: &Visit, base: &str, found: &Found) -> Vec<Todo> {
    let t = visit.texts();
    let awaited =
        found.office.as_ref().map(|office| office.awaited).filter(|awaited| *awaited > 0).map(|awaited| Todo {
            address: format!("{base}connections?state=awaited"),
            action: t.intermediaries_home_do(),
            about: t.intermediaries_list_lead(awaited),
        });
    let unseen = &found.changes;
    let changed = unseen.first().map(|newest| {
        let title = newest.title(visit.language, t);
        let others = (unseen.len() > 1).then(|| t.watch_home_about(unseen.len()));
        Todo {
            address: format!("{base}register-changes"),
            action: t.watch_home_do(),
            about: std::iter::once(title).chain(others).collect::<Vec<_>>().join(" "),
        }
    });
    let prepared = found.prepared.iter().map(|line| Todo {
        address: format!("{base}prepared/{}", line.id),
        action: t.home_do_prepared(),
        about: t.home_do_about_prepared(line.service.name(t), &line.author),
    });
    let expiring = found.office.iter().flat_map(|office| &office.expiring).map(|(name, until)| Todo {
        address: format!("{base}technical"),
        action: t.home_do_renew(),
        about: t.home_do_about_renew(name, format::stored_date(until, visit.language)),
    });
    prepared.chain(awaited).chain(expiring).chain(changed).collect()
}

/// What the register of providers knows, or nothing when it does not answer; and what is known here. On the first visit the
/// registers are asked that tell of what kind the organisation is: its services and its pharmacies go by that.
async fn look_up(
    visit: &Visit,
    organisation: &BusinessId,
) -> Result<(Option<Looked<Organisation>>, Overview), Failure> {
    let mut overview = store::overview(&mut visit.app.db.read().await?, organisation, visit.now).await?;
    let looked = match registers::find_organisation_from(&visit.app, visit.now, organisation, &overview.known).await {
        Ok(looked) => looked,
        Err(Failure::Outage(system, detail)) if system != crate::web::Outside::Database => {
            tracing::warn!(?system, %detail, "the home page does without the register");
            None
        }
        Err(failure) => return Err(failure),
    };
    let is_news = looked.as_ref().map_or(!overview.known.was_asked(), |looked| looked.fetched_at == visit.now);
    if is_news {
        overview.known = registers::last_known(&mut visit.app.db.read().await?, organisation).await?;
    }
    overview.known = registers::complete(&visit.app, visit.now, organisation, overview.known).await?;
    Ok((looked, overview))
}

/// What comes first for an organisation that has nothing in use and nothing under way.
fn first_step(visit: &Visit, base: &str, standings: &[(Service, Standing<'_>)]) -> Option<Todo> {
    let untouched = standings.iter().all(|(_, standing)| matches!(standing, Standing::NotInUse | Standing::Left(_)));
    let t = visit.texts();
    untouched.then(|| Todo {
        address: format!("{base}applications"),
        action: t.home_do_begin(),
        about: t.home_do_about_begin(),
    })
}
