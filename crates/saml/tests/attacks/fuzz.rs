//! Structured changes of good messages in great number: elements removed, doubled, moved, renamed and filled, attributes
//! changed, texts spoilt, bytes broken. Nothing that was changed is accepted, nothing panics, and memory stays small: that
//! of each single message, counted by the allocator, and that of the whole process, C included, as the system sees it.
//!
//! A fixed number of cases by default; `cargo xtask fuzz` gives other numbers through `EKSTRANET_FUZZ_SEED` and
//! `EKSTRANET_FUZZ_CASES`, and names a file for the highest memory, of one message and of the process, and the longest time in
//! `EKSTRANET_FUZZ_PEAK`. A failure names its seed, which brings it back; so does a message that does not end, for the file
//! of `EKSTRANET_FUZZ_AT` has the seed of the one that is being tried.

use crate::keys;
use crate::provider::{MARK, NOW, Reply, Signing};
use crate::service::{finish_xml, service};
use crate::sign_out_request::request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use peak_alloc::PeakAlloc;
use std::io::Write;
use std::time::{Duration, Instant};

const CASES: u64 = 1_000;
/// How much memory one message may take at its height, and all cases of a test together as the system sees it, in KiB.
const MEMORY: u64 = 64 * 1024;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// A small generator with a seed (splitmix64), so that a case can be made again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).unwrap()
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

/// Where each element of a text begins and ends; `None` when tags do not fit each other any more.
fn elements(xml: &str) -> Option<Vec<(usize, usize)>> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(start) = xml[place..].find('<').map(|at| place + at) {
        let end = xml[start..].find('>')? + start + 1;
        if xml[start..].starts_with("</") {
            found.push((open.pop()?, end));
        } else {
            open.push(start);
        }
        place = end;
    }
    (!found.is_empty()).then_some(found)
}

/// One change of a canonical message that no reader may overlook. A namespace that is declared and not used is none: it is
/// not in the canonical form. What cannot be taken apart any more stays as it is.
fn changed(xml: &str, dice: &mut Dice) -> String {
    let Some(all) = elements(xml) else { return xml.to_owned() };
    let (start, end) = all[dice.below(all.len())];
    let (other_start, other_end) = all[dice.below(all.len())];
    let element = &xml[start..end];
    let tag_end = start + element.find('>').unwrap() + 1;
    let name = element[1..].split([' ', '>']).next().unwrap();
    let spliced = |from: usize, to: usize, text: &str| format!("{}{text}{}", &xml[..from], &xml[to..]);
    match dice.below(9) {
        // Removed, doubled, or put over or into another.
        0 => spliced(start, end, ""),
        1 => spliced(end, end, element),
        2 => spliced(other_start, other_end, element),
        3 => spliced(tag_end, tag_end, &xml[other_start..other_end]),
        // Renamed in both tags.
        4 => {
            let renamed = element.replacen(name, "saml2:Other", 1);
            let close = renamed.rfind("</").unwrap();
            spliced(start, end, &format!("{}</saml2:Other>", &renamed[..close]))
        }
        5 => spliced(
            tag_end,
            tag_end,
            dice.pick(&["x", "&amp;", "A", "=", "<a/>", "<!-- -->", "<?p?>", "<![CDATA[x]]>", "&e;"]),
        ),
        6 => {
            let added = [" ID=\"_a1\"", " Extra=\"1\"", " xml:id=\"_r1\"", " URI=\"\""];
            spliced(start + 1 + name.len(), start + 1 + name.len(), dice.pick(&added))
        }
        // Something before the end of some attribute's value, or a tag cut short.
        7 => match xml[start..tag_end].find("\">") {
            Some(at) => spliced(start + at, start + at, dice.pick(&["x", " ", "&#10;", "é", "<", "\u{202e}"])),
            None => spliced(tag_end - 1, tag_end, ""),
        },
        _ => spliced(
            start,
            start,
            dice.pick(&["<!DOCTYPE r [<!ENTITY e \"x\">]>", "<saml2:Assertion></saml2:Assertion>", "\0", "<"]),
        ),
    }
}

/// A text in which bytes were broken anywhere.
fn broken(text: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(4) {
        let place = dice.below(bytes.len());
        match dice.below(4) {
            0 => bytes[place] ^= 1 << dice.below(8),
            1 => drop(bytes.splice(place..(place + dice.below(64)).min(bytes.len()), [])),
            2 => bytes.truncate(place.max(1)),
            _ => drop(bytes.splice(place..place, std::iter::repeat_n(b'<', dice.below(512)))),
        }
        if bytes.is_empty() {
            bytes.push(b'<');
        }
    }
    bytes
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().map_or(usual, |value| value.parse().expect("a number"))
}

/// The most memory this process has had, in KiB; `None` where the system does not tell.
fn height() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// How much the allocator gave out at the height of some work beyond what it had given before, in KiB. Exact where no other
/// test runs in this process.
fn peak_of(work: impl FnOnce()) -> u64 {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    work();
    u64::try_from(ALLOCATOR.peak_usage().saturating_sub(before)).unwrap().div_ceil(1024)
}

/// Every case from the seed on; `case` gets the dice and must refuse what it makes of them.
fn every_case(case: impl Fn(&mut Dice)) {
    let (seed, cases) = (number("EKSTRANET_FUZZ_SEED", 1), number("EKSTRANET_FUZZ_CASES", CASES));
    let before = height();
    let (mut highest, mut slowest) = (0, Duration::ZERO);
    let at = std::env::var_os("EKSTRANET_FUZZ_AT");
    for each in seed..seed.saturating_add(cases) {
        if let Some(file) = &at {
            std::fs::write(file, each.to_string()).unwrap();
        }
        let mut outcome = Ok(());
        let start = Instant::now();
        let peak = peak_of(|| {
            outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| case(&mut Dice(each))));
        });
        assert!(outcome.is_ok(), "EKSTRANET_FUZZ_SEED={each} EKSTRANET_FUZZ_CASES=1 fails");
        assert!(peak <= MEMORY, "EKSTRANET_FUZZ_SEED={each} EKSTRANET_FUZZ_CASES=1 takes {peak} KiB");
        highest = highest.max(peak);
        slowest = slowest.max(start.elapsed());
    }
    if let (Some(before), Some(after)) = (before, height()) {
        // The system keeps the height by thread and adds it up now and then, so it may seem to have sunk by some pages.
        let added = after.saturating_sub(before);
        assert!(added <= MEMORY, "{added} KiB");
    }
    if let Some(file) = std::env::var_os("EKSTRANET_FUZZ_PEAK") {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(file).unwrap();
        // What one message took, the process at its height, 0 where the system does not tell, and the slowest message.
        writeln!(file, "{highest} {} {}", height().unwrap_or_default(), slowest.as_micros()).unwrap();
    }
}

#[test]
fn fuzz_the_memory_of_one_message_is_measured() {
    assert!(peak_of(|| drop(vec![1_u8; 3 << 20])) >= 3 * 1024);
    // The largest message that is read at all: the bound has a reason to hold.
    let long = "a".repeat(140_000);
    let large = Reply::good().in_assertion("Nordea Ünnukka", &format!("Nordea {long}")).build();
    let peak = peak_of(|| drop(crate::service::finish(&large)));
    assert!((256..=MEMORY).contains(&peak), "{peak} KiB");
}

#[test]
fn fuzz_no_changed_response_is_accepted() {
    let good = Reply::good().xml();
    assert!(finish_xml(&good).is_ok(), "the control");
    every_case(|dice| {
        let mut bad = changed(&good, dice);
        for _ in 0..dice.below(3) {
            bad = changed(&bad, dice);
        }
        if bad != good {
            assert!(finish_xml(&bad).is_err());
        }
    });
}

#[test]
fn fuzz_no_changed_assertion_is_accepted_even_inside_a_signed_response() {
    let reply = Reply::good();
    let good = reply.signed_assertion();
    let with = |plaintext: &str| finish_xml(&reply.clone().with_plaintext(plaintext.to_owned()).xml());
    assert!(with(&good).is_ok(), "the control");
    every_case(|dice| {
        let bad = changed(&good, dice);
        if bad != good {
            assert!(with(&bad).is_err());
        }
    });
}

#[test]
fn fuzz_no_changed_sign_out_request_is_accepted() {
    let good = Signing::with(keys::provider()).sign(&request(), "_lo1");
    let read = |xml: &str| service().read_posted_sign_out_request(NOW, &STANDARD.encode(xml), None);
    assert!(read(&good).is_ok(), "the control");
    assert!(!good.contains(MARK));
    every_case(|dice| {
        let bad = changed(&good, dice);
        if bad != good {
            assert!(read(&bad).is_err());
        }
    });
}

#[test]
fn fuzz_broken_bytes_are_refused_or_mean_the_same() {
    let good = Reply::good();
    let (xml, form) = (good.xml(), good.build());
    every_case(|dice| {
        let (text, is_form) = if dice.below(2) == 0 { (&xml, false) } else { (&form, true) };
        let bytes = broken(text, dice);
        let value = if is_form { String::from_utf8_lossy(&bytes).into_owned() } else { STANDARD.encode(&bytes) };
        let _ = saml::peek_in_response_to(&value);
        if let Ok(identity) = crate::service::finish(&value) {
            // White space outside the root or between the letters of base64 changes nothing that was signed.
            assert_eq!(identity.national_id.expose(), crate::provider::NATIONAL_ID);
            assert_eq!((identity.assertion_id.as_str(), identity.session_index.as_str()), ("_a1", "_c5e2"));
        }
        let query = String::from_utf8_lossy(&bytes).into_owned();
        assert!(service().read_sign_out_request(NOW, &query).is_err());
        assert!(service().finish_sign_out(NOW, &query, "_x").is_err());
        assert!(service().read_posted_sign_out_request(NOW, &value, None).is_err());
    });
}
