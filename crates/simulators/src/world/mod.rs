//! The imitated world: the demo organisations, their units, and who may act for them, on shifted dates.
//!
//! All dates are written as of 21.11.2026 and moved by the days between that and the first start, which is kept in the
//! data directory, so that each scenario can be played on any day.

mod agents;
mod joined;
mod kinds;
mod organisations;
mod ties;

use std::path::Path;

use anyhow::Context as _;
use jiff::civil::{Date, date};
use jiff::{Span, Unit as TimeUnit};

use agents::{Agency, Representation};
pub(crate) use organisations::{Care, Form, Organisation, Unit, arc};
pub(crate) use ties::{Mandate, Theme, Tie};

/// The day on which the dates of the demo world are written.
const WRITTEN_ON: Date = date(2026, 11, 21);

/// The file in the data directory that keeps the day of the first start.
const FIRST_START_FILE: &str = "first-start.txt";

/// Everything the registers know.
pub struct World {
    organisations: Vec<Organisation>,
    ties: Vec<Tie>,
    agencies: Vec<Agency>,
    representations: Vec<Representation>,
    first_start: Date,
}

impl World {
    /// The world as of its first start on this machine; `today` becomes the first start when there was none.
    ///
    /// # Errors
    /// The data directory cannot be written, or its file does not hold a date.
    pub fn open(data_directory: &Path, today: Date) -> anyhow::Result<Self> {
        let file = data_directory.join(FIRST_START_FILE);
        let first_start = match std::fs::read_to_string(&file) {
            Ok(text) => text.trim().parse().with_context(|| format!("{} does not hold a date", file.display()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                std::fs::create_dir_all(data_directory)
                    .and_then(|()| std::fs::write(&file, format!("{today}\n")))
                    .with_context(|| format!("cannot write {}", file.display()))?;
                today
            }
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
        };
        Ok(Self::starting(first_start))
    }

    /// The world as of a first start on this day.
    pub(crate) fn starting(first_start: Date) -> Self {
        Self {
            organisations: organisations::all(),
            ties: ties::all(),
            agencies: agents::agencies(),
            representations: agents::representations(),
            first_start,
        }
    }

    /// The day of the demo world moved to this run of it.
    pub(crate) fn shifted(&self, written: Date) -> Date {
        let days = WRITTEN_ON.until((TimeUnit::Day, self.first_start)).map_or(0, |span| span.get_days());
        // Sentinels such as 2100-12-31 mean "no end" and stay where they are.
        if written.year() >= 2100 { written } else { written.saturating_add(Span::new().days(days)) }
    }

    pub(crate) fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// Every tie of the person, also one that has ended.
    fn ties(&self, national_id: &str) -> impl Iterator<Item = &Tie> {
        self.ties.iter().filter(move |tie| tie.national_id == national_id)
    }

    /// Role codes and themes that hold on the day, by organisation; none for someone without ties.
    pub(crate) fn ties_on(&self, national_id: &str, today: Date) -> Vec<(&Organisation, Vec<Mandate>)> {
        let mut found: Vec<(&Organisation, Vec<Mandate>)> = Vec::new();
        let own = self.ties(national_id).filter(|tie| self.holds(today, tie.from, tie.until));
        let own = own.map(|tie| (tie.organisation, tie.mandate));
        let received = self.agencies_used(national_id, today).map(|agency| (agency.customer, agency.theme));
        for (number, mandate) in own.chain(received.map(|(number, theme)| (number, Mandate::Theme(theme)))) {
            let Some(organisation) = self.organisation(number) else { continue };
            match found.iter_mut().find(|(known, _)| known.number == number) {
                Some((_, mandates)) if mandates.contains(&mandate) => {}
                Some((_, mandates)) => mandates.push(mandate),
                None => found.push((organisation, vec![mandate])),
            }
        }
        found
    }

    /// The companies as whose employee the person may act for the organisation on the day.
    pub(crate) fn agents_on(&self, national_id: &str, customer: u8, today: Date) -> Vec<&Organisation> {
        let agencies = self.agencies_used(national_id, today).filter(|agency| agency.customer == customer);
        agencies.filter_map(|agency| self.organisation(agency.agent)).collect()
    }

    /// The mandates of companies that the person may use on the day: both links of the chain hold, for the same theme, and
    /// the company itself operates.
    fn agencies_used(&self, national_id: &str, today: Date) -> impl Iterator<Item = &Agency> {
        let represents = move |agency: &&Agency| {
            self.representations(national_id).any(|representation| {
                representation.agent == agency.agent
                    && representation.theme == agency.theme
                    && self.holds(today, representation.from, representation.until)
            })
        };
        let operates = move |agency: &&Agency| {
            let until = self.organisation(agency.agent).and_then(|agent| agent.until);
            until.is_none_or(|until| today <= self.shifted(until))
        };
        let holding = self.agencies.iter().filter(move |agency| self.holds(today, agency.from, agency.until));
        holding.filter(represents).filter(operates)
    }

    /// The numbers of the organisations for which the person may act or might once, as an agent's employee too.
    pub(crate) fn organisations_ever(&self, national_id: &str) -> impl Iterator<Item = u8> {
        let represented = |agency: &&Agency| {
            self.representations(national_id).any(|representation| representation.agent == agency.agent)
        };
        let received = self.agencies.iter().filter(represented).map(|agency| agency.customer);
        self.ties(national_id).map(|tie| tie.organisation).chain(received)
    }

    /// The mandates to represent that the person has, also those that have ended.
    fn representations(&self, national_id: &str) -> impl Iterator<Item = &Representation> {
        self.representations.iter().filter(move |one| one.national_id == national_id)
    }

    fn organisation(&self, number: u8) -> Option<&Organisation> {
        self.organisations.iter().find(|one| one.number == number)
    }

    fn holds(&self, today: Date, from: Date, until: Date) -> bool {
        self.shifted(from) <= today && today <= self.shifted(until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::People;

    #[test]
    fn every_business_id_passes_its_check() {
        for organisation in World::starting(WRITTEN_ON).organisations() {
            let digits: Vec<u32> = organisation.business_id.chars().filter_map(|sign| sign.to_digit(10)).collect();
            let sum: u32 = digits[..7].iter().zip([7, 9, 10, 5, 8, 4, 2]).map(|(digit, weight)| digit * weight).sum();
            let check = match sum % 11 {
                0 => 0,
                1 => panic!("{} is never issued", organisation.business_id),
                rest => 11 - rest,
            };
            assert_eq!(digits[7], check, "{}", organisation.business_id);
        }
    }

    #[test]
    fn every_tie_is_one_of_a_named_person() {
        for tie in &World::starting(WRITTEN_ON).ties {
            assert!(People.find(tie.national_id).is_some(), "a tie to {}", tie.organisation);
        }
    }

    #[test]
    fn the_whole_demo_world_is_there() {
        let world = World::starting(WRITTEN_ON);
        let numbers: Vec<u8> = world.organisations().iter().map(|organisation| organisation.number).collect();
        assert_eq!(
            numbers,
            (1..=31).chain(joined::numbers()).collect::<Vec<_>>(),
            "the table, other kinds, joined parties"
        );
        let units = |number: usize| world.organisations()[number - 1].units.len();
        assert_eq!((units(1), units(4)), (60, 38));
    }

    #[test]
    fn somebody_can_act_for_every_customer() {
        let world = World::starting(WRITTEN_ON);
        for organisation in world.organisations().iter().filter(|organisation| organisation.number != 17) {
            let someone = People.list().iter().any(|person| {
                let ties = world.ties_on(person.national_id, WRITTEN_ON);
                ties.iter().any(|(tied, mandates)| {
                    tied.number == organisation.number
                        && mandates.iter().any(|mandate| {
                            matches!(mandate, Mandate::Role("TJ" | "ELI") | Mandate::Theme(Theme::Deploy))
                        })
                })
            });
            assert!(someone, "nobody for {}", organisation.number);
        }
    }

    #[test]
    fn an_expired_mandate_is_no_tie() {
        let world = World::starting(WRITTEN_ON);
        assert!(world.ties_on("280201A912B", date(2026, 11, 21)).is_empty());
        assert_eq!(world.ties_on("280201A912B", date(2026, 10, 31)).len(), 1, "its last day still counts");
    }

    #[test]
    fn an_agent_acts_while_both_links_of_the_chain_hold() {
        let mut world = World::starting(WRITTEN_ON);
        let employee = "140491-9424";
        let acts_for = |world: &World, day: Date| -> Vec<u8> {
            world.ties_on(employee, day).iter().map(|(organisation, _)| organisation.number).collect()
        };
        assert_eq!(acts_for(&world, WRITTEN_ON), [6, 14]);
        let agents: Vec<u8> = world.agents_on(employee, 14, WRITTEN_ON).iter().map(|agent| agent.number).collect();
        assert_eq!(agents, [13]);
        assert_eq!(acts_for(&world, date(2026, 12, 21)), [6, 14], "its last day still counts");
        assert_eq!(acts_for(&world, date(2026, 12, 22)), [6], "what the customer gave has ended");
        assert!(acts_for(&world, date(2030, 1, 1)).is_empty(), "what the company gave has ended");
        assert!(acts_for(&world, date(2025, 3, 1)).is_empty(), "or has not begun");
        world.representations[0].theme = Theme::Privacy;
        assert!(acts_for(&world, WRITTEN_ON).is_empty(), "another theme");
        world.representations[0] = Representation { theme: Theme::Deploy, agent: 12, ..world.representations[0] };
        assert!(acts_for(&world, WRITTEN_ON).is_empty(), "another company");
    }

    #[test]
    fn dates_move_with_the_first_start_and_sentinels_stay() {
        let world = World::starting(date(2027, 1, 1));
        assert_eq!(world.shifted(date(2026, 11, 21)), date(2027, 1, 1));
        assert_eq!(world.shifted(date(2100, 12, 31)), date(2100, 12, 31));
    }

    #[test]
    fn the_first_start_is_kept() {
        let directory = std::env::temp_dir().join(crate::clock::random_id());
        let first = World::open(&directory, date(2026, 12, 1)).expect("opens");
        let second = World::open(&directory, date(2026, 12, 24)).expect("opens again");
        std::fs::remove_dir_all(&directory).expect("ours");
        assert_eq!(first.shifted(WRITTEN_ON), second.shifted(WRITTEN_ON));
    }
}
