//! The officers' queue: every filter, pages by key, counts, and typical times.

use db::testing::Scratch;

use super::{Clinic, address, applications};
use crate::applications::{ApplicationId, QueueFilter, State, count_open, list_queue};
use crate::kernel::{Instant, Language};
use crate::services::Service;
use crate::testing::{NOON, RANTAPOLKU};

/// Adds cases: index, state, service, officer, days since submission, days to the decision.
async fn add_cases(clinic: &Clinic, cases: &[(usize, State, Service, Option<&str>, i64)]) -> Vec<String> {
    let app = &clinic.world.app;
    let mut tx = app.db.write().await.expect("a transaction");
    let mut ids = Vec::new();
    for (index, state, service, officer, days) in cases {
        let submitted = NOON.plus_seconds(-days * 86_400);
        let decided = matches!(state, State::Approved | State::Rejected)
            .then(|| submitted.plus_seconds(2 * 86_400).milliseconds());
        let id = ApplicationId::new(Instant::from_milliseconds(1_000), &app.random);
        tx.run(
            "insert into application (id, organisation, organisation_name, service, catalogue_version, kind, state, version,
               case_language, case_number, created_at, created_by, created_by_name, changed_at, submitted_at, officer_id,
               officer_name, decided_at)
             values ($1, $2, 'Koe Oy', $3, 1, 'joining', $4, 2, 'fi', $5, 0, 'x', 'x', 0, $6, $7, $7, $8)",
            db::values![
                id.as_str(),
                organisation(*index),
                service.code(),
                state.code(),
                format!("KE-2026-{index:06}"),
                submitted.milliseconds(),
                *officer,
                decided
            ],
        )
        .await
        .expect("added");
        ids.push(id.to_string());
    }
    tx.commit().await.expect("committed");
    ids
}

/// A business ID with a right check digit for a number; cases may share one when they are decided.
fn organisation(index: usize) -> String {
    let numbers = (1_000_000 + index * 7..).filter_map(|number| {
        let digits: Vec<usize> = number.to_string().bytes().map(|b| usize::from(b - b'0')).collect();
        let rest = digits.iter().zip([7, 9, 10, 5, 8, 4, 2]).map(|(digit, weight)| digit * weight).sum::<usize>() % 11;
        (rest != 1).then(|| format!("{number}-{}", (11 - rest) % 11))
    });
    numbers.take(1).next().expect("a number")
}

async fn each_filter_finds_its_own_cases_oldest_first(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (rx, image) = (Service::Prescription, Service::ImagingData);
    let ids = add_cases(
        &clinic,
        &[
            (1, State::Submitted, rx, None, 1),
            (2, State::Submitted, image, None, 5),
            (3, State::InReview, rx, Some("vilma"), 3),
            (4, State::SupplementRequested, rx, Some("vilma"), 4),
            (5, State::InReview, image, Some("joona"), 2),
            (6, State::Approved, rx, Some("vilma"), 9),
            (7, State::Approved, image, Some("joona"), 8),
        ],
    )
    .await;
    let filters = [
        (None, None, None, vec![2, 4, 3, 5, 1]),
        (None, Some(rx), None, vec![4, 3, 1]),
        (Some(State::Submitted), None, None, vec![2, 1]),
        (Some(State::Approved), Some(image), None, vec![7]),
        (None, None, Some("vilma"), vec![4, 3]),
        (None, Some(image), Some("joona"), vec![5]),
        (Some(State::Approved), None, Some("vilma"), vec![6]),
        (Some(State::Approved), Some(image), Some("vilma"), vec![]),
        (Some(State::Draft), None, None, vec![]),
    ];
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    for (state, service, officer, expected) in filters {
        let filter = QueueFilter { state, service, officer: officer.map(str::to_string), after: None };
        let found: Vec<String> =
            list_queue(&mut read, &filter).await.expect("listed").iter().map(|line| line.id.to_string()).collect();
        let expected: Vec<String> = expected.iter().map(|index| ids[index - 1].clone()).collect();
        assert_eq!(found, expected, "{filter:?}");
    }
    let mut counts = count_open(&mut read).await.expect("counted");
    counts.sort_unstable();
    assert_eq!(counts, [(State::Submitted, 2), (State::InReview, 2), (State::SupplementRequested, 1)]);
}

/// On the receipt, the page of the case and the list; nothing once there is nothing more to come.
async fn what_happens_next_stands_on_the_receipt_the_case_and_the_list(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let draft = clinic.begin_for(&matti, Service::PatientData).await;
    let id = clinic.submitted(&matti).await;
    let sentences = [
        ("draft", "Seuraavaksi te täytätte hakemuksen loppuun ja lähetätte sen."),
        ("submitted", "Seuraavaksi käsittelijä ottaa hakemuksen käsittelyyn."),
        ("in_review", "Seuraavaksi käsittelijä tarkistaa hakemuksen ja ratkaisee asian."),
        ("supplement_requested", "Seuraavaksi te täydennätte hakemusta."),
        ("approved", "Seuraavaksi te viette palvelun käyttöönoton loppuun."),
    ];
    let states = sentences.iter().map(|(state, _)| *state).skip(1).chain(["rejected", "withdrawn", "lapsed"]);
    let receipt = matti.page(&address(&id, "/receipt")).await;
    assert!(receipt.shows(sentences[1].1), "{}", receipt.body);
    for state in states {
        clinic.world.meddle("update application set state = $1 where id = $2", db::values![state, id.as_str()]).await;
        let (case, list) = (matti.page(&address(&id, "")).await, matti.page(&applications()).await);
        for (of_state, sentence) in sentences {
            assert_eq!(case.shows(sentence), of_state == state, "{state}: {sentence} {}", case.body);
            // The list tells it of what is open; what is in use goes on among the services.
            let is_listed = of_state == "draft" || (of_state == state && state != "approved");
            assert_eq!(list.shows(sentence), is_listed, "{state}: {sentence}");
        }
    }
    assert!(clinic.world.matti().await.page(&address(&draft, "")).await.shows("Mitä tapahtuu seuraavaksi"));
}

async fn pages_follow_each_other_by_key(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let cases: Vec<_> = (0_usize..)
        .zip(0..120_i64)
        .map(|(index, day)| (index, State::Submitted, Service::Prescription, None, day / 3))
        .collect();
    let mut ids = add_cases(&clinic, &cases).await;
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (mut filter, mut found, mut pages) = (QueueFilter::default(), Vec::new(), Vec::new());
    loop {
        let page = list_queue(&mut read, &filter).await.expect("listed");
        let Some(last) = page.last() else { break };
        filter.after = Some((last.submitted_at.milliseconds(), last.id.to_string()));
        pages.push(page.len());
        assert!(page.windows(2).all(|two| two[0].submitted_at <= two[1].submitted_at));
        found.extend(page.into_iter().map(|line| line.id.to_string()));
    }
    assert_eq!(pages, [50, 50, 20]);
    ids.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, ids, "each once, none lost");
}

async fn item_11_the_clock_tells_the_median_of_real_decisions(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    let few = "niin vähän, ettemme voi arvioida käsittelyaikaa";
    let page = matti.page(&address(&id, "")).await;
    assert!(!page.shows("tavallisesti") && page.shows(few), "nothing is invented, and it says so");
    let decided = |count: usize, from: usize| -> Vec<_> {
        (from..from + count).map(|index| (index, State::Approved, Service::Prescription, None, 20)).collect()
    };
    add_cases(&clinic, &decided(9, 0)).await;
    clinic.world.app.clock.advance_seconds(300);
    assert!(matti.page(&address(&id, "")).await.shows(few), "nine are too few");
    add_cases(&clinic, &decided(3, 9)).await;
    clinic.world.app.clock.advance_seconds(299);
    assert!(matti.page(&address(&id, "")).await.shows(few), "what was read is told for five minutes");
    clinic.world.app.clock.advance_seconds(1);
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("tavallisesti 2 päivässä") && !page.shows(few));
}

async fn the_clock_counts_each_kind_of_application_by_itself(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    clinic.submit(&matti, &id).await.expect("submitted");
    let few = "niin vähän, ettemme voi arvioida käsittelyaikaa";
    let shows = async |text: &str| {
        let (receipt, case) = (matti.get(&address(&id, "/receipt")).await, matti.get(&address(&id, "")).await);
        let list = matti.get(&applications()).await;
        // The list has no room to say that nothing is known.
        let expected = text != few && case.shows(text);
        assert_eq!(list.shows(text), expected, "the list says what the case says: {}", list.body);
        (receipt.shows(text), case.shows(text))
    };
    // Twelve of another service, of another kind of customer, or with a supplement say nothing of this one.
    let cases: Vec<_> = (100..112).map(|index| (index, State::Approved, Service::ImagingData, None, 20)).collect();
    add_cases(&clinic, &cases).await;
    let cases: Vec<_> = (120..132).map(|index| (index, State::Approved, Service::Prescription, None, 20)).collect();
    let ids = add_cases(&clinic, &cases).await;
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run("update application set profile = 'public units' where state = 'approved'", db::values![])
        .await
        .expect("made public");
    tx.commit().await.expect("committed");
    assert_eq!(shows(few).await, (true, true), "public bodies are another kind");
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run("update application set profile = 'private units' where state = 'approved'", db::values![])
        .await
        .expect("made private");
    for id in &ids[..6] {
        tx.run(
            "insert into supplement (id, application, message, deadline, asked_at, officer_id, officer_name)
             values ($1, $1, '', '2026-11-01', 0, 'x', 'x')",
            db::values![id.as_str()],
        )
        .await
        .expect("asked");
    }
    tx.commit().await.expect("committed");
    clinic.world.app.clock.advance_seconds(300);
    assert_eq!(shows(few).await, (true, true), "of twelve, six had a supplement: six are too few");
    let cases: Vec<_> = (140..146).map(|index| (index, State::Approved, Service::Prescription, None, 20)).collect();
    add_cases(&clinic, &cases).await;
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run("update application set profile = 'private units' where state = 'approved'", db::values![])
        .await
        .expect("made private");
    tx.commit().await.expect("committed");
    clinic.world.app.clock.advance_seconds(300);
    assert_eq!(shows("tavallisesti 2 päivässä").await, (true, true));
    assert_eq!(shows("Jos täydennystä on pyydetty").await, (false, false), "six with a supplement are too few");
}

/// Whoever has had no supplement yet is told of those without one and of those with one, each by itself; whoever has been
/// asked is told of those who were.
async fn the_clock_tells_before_a_supplement_of_both_and_after_it_of_those_with_one(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    clinic.submit(&matti, &id).await.expect("submitted");
    let cases: Vec<_> = (100..124).map(|index| (index, State::Approved, Service::Prescription, None, 20)).collect();
    let ids = add_cases(&clinic, &cases).await;
    let (supplemented, _) = ids.split_at(12);
    clinic.world.meddle("update application set profile = 'private units' where state = 'approved'", []).await;
    for case in supplemented {
        let nine_days = "update application set decided_at = submitted_at + 777600000 where id = $1";
        clinic.world.meddle(nine_days, db::values![case.as_str()]).await;
        ask(&clinic, case).await;
    }
    clinic.world.app.clock.advance_seconds(300);
    let (of_others, if_asked) =
        ("joista ei ole pyydetty täydennystä, on viime aikoina käsitelty", "tavallisesti 9 päivää.");
    let home = format!("/o/{RANTAPOLKU}/");
    for place in [address(&id, "/receipt"), address(&id, ""), applications(), home.clone()] {
        let page = matti.page(&place).await;
        assert!(page.shows(of_others) && page.shows("tavallisesti 2 päivässä"), "{place}: {}", page.body);
        assert!(page.shows("Jos täydennystä on pyydetty") && page.shows(if_asked), "{place}: {}", page.body);
    }
    for (language, text) in [
        (Language::Sv, "Om komplettering har begärts har behandlingen i regel tagit 9 dagar från inlämnandet."),
        (Language::En, "Where a supplement was requested, it has usually taken 9 days from sending."),
    ] {
        let page = clinic.world.matti().await.speaking(language).get(&address(&id, "")).await;
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    ask(&clinic, id.as_str()).await;
    for place in [applications(), home] {
        let page = matti.page(&place).await;
        assert!(page.shows("joista on pyydetty täydennystä, on viime aikoina"), "{place}: {}", page.body);
        assert!(
            page.shows("tavallisesti 9 päivässä") && !page.shows("tavallisesti 2 päivässä"),
            "{place}: {}",
            page.body
        );
    }
}

/// A supplement request of a case, answered already.
async fn ask(clinic: &Clinic, case: &str) {
    let sql =
        "insert into supplement (id, application, message, deadline, asked_at, officer_id, officer_name, answered_at)
               values ($1, $1, '', '2026-11-01', 0, 'x', 'x', 1)";
    clinic.world.meddle(sql, db::values![case]).await;
}

db::testing::on_both![
    each_filter_finds_its_own_cases_oldest_first,
    what_happens_next_stands_on_the_receipt_the_case_and_the_list,
    pages_follow_each_other_by_key,
    item_11_the_clock_tells_the_median_of_real_decisions,
    the_clock_counts_each_kind_of_application_by_itself,
    the_clock_tells_before_a_supplement_of_both_and_after_it_of_those_with_one,
];
