//! P25, P26: the step in which units are ticked, its page and its save, of an organisation with 500 units. Against the
//! same of one with five: what each further unit costs on top of a page. And against our own static file: a slow page
//! for few units makes the first ratio look better, but not this one.

use anyhow::Context as _;
use db::Dialect;

use super::draft::begin;
use super::home::{ByChance, static_request};
use super::name_of;
use super::pair::Pair;
use super::save::Saver;
use crate::Bench;
use crate::load::{Connection, Visitor};
use crate::portal::Portal;
use crate::report::{Bound, Line, Series};
use crate::world::{Person, Size, UNITS, unit};

const ROUNDS: usize = 3;
const CONNECTIONS: usize = 8;
/// Units of an organisation with many.
const MANY: usize = 500;
/// The lists of units that the step asks for: where the service is used, and where prescriptions are renewed.
const LISTS: [&str; 2] = ["units", "renewal_units"];
/// The fields that each save says with its own values.
const SAID_ANEW: [&str; 3] = ["version", "form", "profile"];
/// How many times the step of five units that of 500 may cost.
const MOST_GROWTH: f64 = 10.0;
/// How many static files a page or save may cost; the database's part stands for the difference between the two.
const MOST_FILES: [f64; 2] = [100.0, 120.0];

/// Measures the page and the save on one database.
///
/// # Errors
/// Why it could not be measured.
pub async fn measure(bench: &mut Bench, bar: &'static str, dialect: Dialect) -> anyhow::Result<Vec<Line>> {
    if dialect == Dialect::Postgres && bench.postgres.is_none() {
        anyhow::bail!("PostgreSQL is not installed: apt-get install postgresql");
    }
    let few = Size::of(0);
    let worlds = [bench.world_of(dialect, few).await?, bench.world_of(dialect, Size { units: MANY, ..few }).await?];
    let portals = [Portal::start(&bench.place, &worlds[0].url)?, Portal::start(&bench.place, &worlds[1].url)?];
    let mut drafts: [Vec<Saver>; 2] = [Vec::new(), Vec::new()];
    for (at, units) in [UNITS, MANY].into_iter().enumerate() {
        drafts[at] = savers(&portals[at], &worlds[at].savers[..CONNECTIONS], units).await?;
    }
    let requests = drafts.each_ref().map(|drafts| drafts.iter().map(Saver::page).collect());
    let pages = requests.map(|requests| ByChance::crowd(CONNECTIONS, requests));
    let (mut pages, mut saves) = (Pair::brief(pages), Pair::brief(drafts));
    let mut files = ByChance::crowd(CONNECTIONS, vec![static_request(&worlds[1].savers, &portals[1]).await?]);
    let (mut file, mut foreign) = (Series::default(), 0.0_f64);
    for turn in 0..ROUNDS {
        let round;
        (round, files) = bench.brief_round(&portals[1], files).await?;
        file.push(round.cost());
        foreign = foreign.max(round.foreign);
        pages.round(bench, portals.each_ref(), turn).await?;
        saves.round(bench, portals.each_ref(), turn).await?;
    }
    let mut connection = Connection::open(portals[1].address).await?;
    for saver in &saves.visitors[1] {
        page_with_all(&mut connection, saver, MANY).await?;
    }
    let most = if dialect == Dialect::Sqlite { MOST_FILES[0] } else { MOST_FILES[1] };
    let page = lines(bar, ("page", dialect), pages, (&file, foreign, most));
    let save = lines(bar, ("save", dialect), saves, (&file, foreign, most));
    Ok(page.into_iter().chain(save).collect())
}

/// What it costs of the step with five units, and of the static file.
fn lines<V: Visitor>(
    bar: &'static str,
    (what, dialect): (&str, Dialect),
    pair: Pair<V>,
    (file, foreign, most): (&Series, f64, f64),
) -> [Line; 2] {
    let many = pair.costs[1].clone();
    let sizes = [format!("{UNITS} units"), MANY.to_string()];
    let title = format!("{what} of {MANY} units, {}", name_of(dialect));
    let unit = "times its cost with five units";
    let growth = pair.line(bar, title.clone(), unit, MOST_GROWTH, [sizes[0].as_str(), sizes[1].as_str()]);
    let files = Line {
        bar,
        what: title,
        figure: many.over(file),
        unit: "times the static file",
        must: Some(Bound::AtMost(most)),
        aim: None,
        behind: format!("CPU µs: {:.0}, static file {:.1}", many.median(), file.median()),
        foreign: foreign.max(growth.foreign),
    };
    [growth, files]
}

/// People who have ticked every unit of their organisation in both lists, and save the step as a browser posts its page.
async fn savers(portal: &Portal, people: &[Person], units: usize) -> anyhow::Result<Vec<Saver>> {
    let mut connection = Connection::open(portal.address).await?;
    let mut savers = Vec::new();
    for person in people {
        let all: Vec<String> = (1..=units).map(|number| unit(&person.organisation, number)).collect();
        let ticks = LISTS.iter().flat_map(|list| all.iter().map(|unit| ((*list).to_string(), unit.clone())));
        let path = format!("{}/steps/units", begin(portal, person).await?);
        let mut saver = Saver::open(&mut connection, portal, person, path, ticks.collect()).await?;
        let request = saver.next().context("a saver saves for ever")?.to_vec();
        saver.answered(&connection.ask(&request).await?).context("ticking all units")?;
        let page = page_with_all(&mut connection, &saver, units).await?;
        saver.answers = posted(&page);
        savers.push(saver);
    }
    Ok(savers)
}

/// The page of the step, on which all units are ticked: a portal that loses some has less to do.
async fn page_with_all(connection: &mut Connection, saver: &Saver, units: usize) -> anyhow::Result<String> {
    let answer = connection.ask(&saver.page()).await?;
    answer.must_be(200)?;
    let page = answer.text().into_owned();
    for list in LISTS {
        let name = |list: &str| posted(&page).iter().filter(|(name, _)| name == list).count();
        let hidden = posted(&page).into_iter().find(|(name, _)| *name == format!("{list}-kept"));
        let ticked = name(list) + hidden.map_or(0, |(_, kept)| kept.split_whitespace().count());
        anyhow::ensure!(ticked == units, "{ticked} of {units} {list} are ticked");
    }
    Ok(page)
}

/// What a browser posts of the form of a step, without the fields that each save says anew: what is hidden or typed, and
/// what is ticked.
fn posted(page: &str) -> Vec<(String, String)> {
    let form = page.split_once(" data-autosave=").and_then(|(_, rest)| rest.split_once("</form>"));
    let inputs = form.map_or("", |(form, _)| form).split("<input ").skip(1).filter_map(|rest| rest.split('>').next());
    let attribute = |input: &str, name: &str| {
        let (_, rest) =
            format!(" {input}").split_once(&format!(" {name}=")).map(|(a, b)| (a.to_string(), b.to_string()))?;
        let quoted = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
        Some(quoted.or_else(|| rest.split(' ').next()).unwrap_or_default().to_string())
    };
    let is_posted = |input: &&str| {
        let kind = attribute(input, "type").unwrap_or_default();
        !matches!(kind.as_str(), "checkbox" | "radio") || input.ends_with(" checked")
    };
    let fields = inputs
        .filter(is_posted)
        .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default())));
    fields.filter(|(name, _)| !SAID_ANEW.contains(&name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_browser_posts_what_is_hidden_typed_or_ticked() {
        let page = r#"<input name="language" value="sv"><form method="post" action="/a" data-autosave="/b" novalidate>
            <input type="hidden" name="version" value="3"><input type="search" id="f" name="filter-units" value="">
            <input type="hidden" name="units-kept" value=".7 .8"><label><input type=checkbox name=units value=.1 checked>Yksi</label>
            <label><input type=checkbox name=units value=.2>Kaksi</label>
            <input type="checkbox" id="u" name="renewal_units" value="1.2.3" checked></form><input name="other" value="x">"#;
        let posted = super::posted(page);
        let posted: Vec<(&str, &str)> = posted.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [("filter-units", ""), ("units-kept", ".7 .8"), ("units", ".1"), ("renewal_units", "1.2.3")];
        assert_eq!(posted, expected);
    }
}
