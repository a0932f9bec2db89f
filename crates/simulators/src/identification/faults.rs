//! Switches that make the identity provider answer wrongly, one for each thing a service must withstand.

use std::sync::{LazyLock, Mutex};

/// Every switch: its name and what it does, in Finnish, Swedish and English; one on each line of the file.
static SWITCHES: LazyLock<Vec<(&str, [&str; 3])>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut parts = line.split(" | ");
        let mut part = || parts.next().expect("a line of switches.txt has four parts");
        (part(), [part(), part(), part()])
    };
    include_str!("switches.txt").lines().map(read).collect()
});

/// The names of the switches with what each does.
pub fn fault_names() -> &'static [(&'static str, [&'static str; 3])] {
    &SWITCHES
}

/// The switches that are on.
#[derive(Default)]
pub struct Faults {
    on: Mutex<Vec<&'static str>>,
}

impl Faults {
    /// Turns a switch; `false` when there is none of that name.
    pub fn set(&self, name: &str, on: bool) -> bool {
        let Some((name, _)) = SWITCHES.iter().find(|(known, _)| *known == name) else {
            return false;
        };
        let mut switches = self.on.lock().expect("no panic while held");
        switches.retain(|switch| switch != name);
        if on {
            switches.push(name);
        }
        true
    }

    /// Every switch with what it does and whether it is on.
    pub fn list(&self) -> Vec<(&'static str, [&'static str; 3], bool)> {
        SWITCHES.iter().map(|(name, description)| (*name, *description, self.is_on(name))).collect()
    }

    /// Whether the switch is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        debug_assert!(SWITCHES.iter().any(|(known, _)| *known == name), "no switch {name}");
        self.on.lock().expect("no panic while held").contains(&name)
    }
}
