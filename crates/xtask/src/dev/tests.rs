//! `cargo dev` with shell scripts in the place of the portal and the simulators.

use std::os::unix::fs::PermissionsExt as _;

use super::*;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("xtask-dev-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn script(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// With a program that prepares everything at once.
    fn programs(&self, portal: PathBuf, simulators: PathBuf) -> Programs {
        let place = self.0.display();
        Programs { portal, simulators, xtask: self.script("xtask", &format!("echo \"$*\" >> '{place}/prepared'")) }
    }

    fn settings(&self) -> Settings {
        self.settings_with(8090)
    }

    fn settings_with(&self, simulators: u16) -> Settings {
        let addresses = Addresses { portal: 8080, simulators, admin: 8081, smtp: 8025, scanner: 8310 };
        Settings { data: self.0.clone(), database: settings::sqlite_url(&self.0), addresses }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The two files that the simulators serve, on a port of its own.
fn outside() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                std::io::Read::read_exact(&mut stream, &mut byte).unwrap();
                asked.push(byte[0]);
            }
            let people = r#"[{"name": "A B", "national_id": "150668-917M", "shows": {"en": "the journey"}}]"#;
            let is_people = String::from_utf8_lossy(&asked).starts_with("GET /people.json");
            let body = if is_people { people } else { "[[system]]" };
            std::io::Write::write_all(&mut stream, format!("HTTP/1.0 200 OK\r\n\r\n{body}").as_bytes()).unwrap();
        }
    });
    port
}

#[test]
fn settings_are_written_again_and_secrets_only_once() {
    let folder = Folder::new("settings");
    let settings = folder.settings();
    settings.write().unwrap();
    let read = |name: &str| fs::read(folder.0.join(name)).unwrap();
    let (key, portal) = (read("secret.key"), read("ekstranet.toml"));
    assert_eq!(key.len(), 32);
    fs::write(folder.0.join("ekstranet.toml"), "changed").unwrap();
    settings.write().unwrap();
    assert_eq!(read("secret.key"), key);
    assert_eq!(read("ekstranet.toml"), portal);
    assert_eq!(fs::metadata(folder.0.join("secret.key")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn both_programs_are_given_the_same_secrets_and_addresses() {
    let folder = Folder::new("secrets");
    folder.settings().write().unwrap();
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap();
    let (portal, simulators) = (read("ekstranet.toml"), read("simulators.toml"));
    for name in ["mandates-api.key", "mandates-oauth.password", "officers-client.secret"] {
        assert!(portal.contains(name), "{name}");
        assert!(simulators.contains(&read(name)), "{name}");
    }
    assert!(portal.contains("idp_metadata = \"") && portal.contains("/simulators/idp-metadata.xml\""));
    assert!(portal.contains("\n[operator]\narchivist_address = \"https://"));
    assert_eq!(portal.matches("\n[[deployment_support]]\n").count(), 4);
    assert!(simulators.contains("sp_metadata = \"http://localhost:8080/saml/metadata\""));
}

#[test]
fn a_portal_that_dies_is_named_with_its_last_line() {
    let folder = Folder::new("dying");
    let simulators = folder.script("sim", "echo 'simulators ready: x'; exec sleep 60");
    let portal = folder.script("portal", "[ $1 != serve ] && exit 0; echo 'unknown key mail.colour' >&2; exit 2");
    let signals = Signals::catch().unwrap();
    let outcome = World::start(&folder.programs(portal, simulators), &folder.settings_with(outside()), &signals);
    let error = outcome.err().unwrap().to_string();
    assert_eq!(error, "ekstranet serve ended with exit code 2\n  unknown key mail.colour");
}

#[test]
fn both_start_in_order_and_both_are_ended() {
    let folder = Folder::new("whole");
    // The trap stands before the word that it is ready, as in a real program.
    let script = |name: &str, first: &str| {
        let folder_path = folder.0.display();
        let trap = format!("trap 'echo {name} >> ended; exit 0' TERM");
        let text = format!("cd '{folder_path}'; {first}; {trap}; echo '{name} ready: x'; while :; do sleep 0.1; done");
        folder.script(name, &text)
    };
    let simulators = script("simulators", ":");
    let portal = script("portal", "echo \"$1 ${3##*/}\" >> asked; [ $1 != serve ] && exit 0");
    let settings = folder.settings_with(outside());
    let signals = Signals::catch().unwrap();
    let mut world = World::start(&folder.programs(portal, simulators), &settings, &signals).unwrap();
    let lines = announcement(settings.addresses, &folder.0, &world.people);
    assert!(lines.starts_with("simulators ready: http://127.0.0.1:"), "{lines}");
    assert!(
        lines.ends_with("  150668-917M  A B                   the journey\nportal ready: http://localhost:8080\n"),
        "{lines}"
    );
    assert_eq!(world.lacking, None);
    world.portal.must_live().unwrap();
    drop(world);
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap();
    assert_eq!(
        read("asked"),
        "migrate ekstranet.toml\nimport-directory ekstranet.toml\nseed-demo ekstranet.toml\nserve ekstranet.toml\n"
    );
    assert_eq!(read("ended"), "portal\nsimulators\n");
}

/// What one start after the other finds: each `migrate` notes what is in the database and, in a new one, makes it.
#[test]
fn stopping_and_starting_again_keeps_the_data_and_only_fresh_starts_over() {
    let folder = Folder::new("again");
    let (place, database) = (folder.0.display(), settings::SQLITE_FILES[0]);
    let simulators = folder.script("sim", "echo 'simulators ready: x'; exec sleep 60");
    let portal = folder.script(
        "portal",
        &format!(
            "cd '{place}'; [ $1 = migrate ] && {{ [ -e {database} ] || echo new > {database}; cat {database} >> found; }}
            [ $1 != serve ] && exit 0; echo 'portal ready: x'; exec sleep 60"
        ),
    );
    let programs = folder.programs(portal, simulators);
    let addresses = folder.settings_with(outside()).addresses;
    let signals = Signals::catch().unwrap();
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap();
    let mut options =
        Options { fresh: false, postgres: None, port: None, simulators_port: None, data: folder.0.clone() };
    drop(start(&options, addresses, &programs, &signals).unwrap());
    let secret = read("mandates-api.key");
    fs::write(folder.0.join(database), "a case\n").unwrap();
    fs::write(folder.0.join("simulators/mailbox"), "a mail").unwrap();

    drop(start(&options, addresses, &programs, &signals).unwrap());
    assert_eq!((read("found"), read("simulators/mailbox")), ("new\na case\n".to_owned(), "a mail".to_owned()));
    assert_eq!(read("mandates-api.key"), secret);

    options.fresh = true;
    drop(start(&options, addresses, &programs, &signals).unwrap());
    assert_eq!(read("found"), "new\na case\nnew\n");
    assert!(!folder.0.join("simulators/mailbox").exists());
    assert_eq!(read("mandates-api.key"), secret);
}

#[test]
fn a_postgresql_database_is_given_to_the_portal_and_emptied_only_for_a_fresh_start() {
    let folder = Folder::new("postgres");
    let simulators = folder.script("sim", "echo 'simulators ready: x'; exec sleep 60");
    let portal = folder.script("portal", "[ $1 != serve ] && exit 0; echo 'portal ready: x'; exec sleep 60");
    let programs = folder.programs(portal, simulators);
    let addresses = folder.settings_with(outside()).addresses;
    let signals = Signals::catch().unwrap();
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap();
    let url = "postgres://u@h/x".to_owned();
    let mut options =
        Options { fresh: false, postgres: Some(url), port: None, simulators_port: None, data: folder.0.clone() };
    drop(start(&options, addresses, &programs, &signals).unwrap());
    assert!(
        read("ekstranet.toml").contains("\n[database]\nurl = \"postgres://u@h/x\"\n"),
        "{}",
        read("ekstranet.toml")
    );
    let keys = format!("prepare --keys {}\n", folder.0.canonicalize().unwrap().display());
    assert_eq!(read("prepared"), keys);

    options.fresh = true;
    drop(start(&options, addresses, &programs, &signals).unwrap());
    assert_eq!(read("prepared"), format!("{keys}prepare --empty-postgres postgres://u@h/x\n{keys}"));
}

#[test]
fn a_failed_migration_stops_the_start() {
    let folder = Folder::new("migrate");
    let simulators = folder.script("sim", "echo 'simulators ready: x'; exec sleep 60");
    let portal = folder.script("portal", "echo 'migration 0003 has changed' >&2; exit 1");
    let signals = Signals::catch().unwrap();
    let outcome = World::start(&folder.programs(portal, simulators), &folder.settings_with(outside()), &signals);
    assert_eq!(outcome.err().unwrap().to_string(), "ekstranet migrate failed\n  migration 0003 has changed");
}

#[test]
fn a_demo_world_that_is_not_whole_is_told_on_one_line_and_the_portal_runs() {
    let folder = Folder::new("lacking");
    let simulators = folder.script("sim", "echo 'simulators ready: x'; exec sleep 60");
    let portal = "[ $1 = seed-demo ] && { echo 'a register is down' >&2; exit 1; }; [ $1 != serve ] && exit 0
        echo 'portal ready: x'; exec sleep 60";
    let portal = folder.script("portal", portal);
    let settings = folder.settings_with(outside());
    let signals = Signals::catch().unwrap();
    let mut world = World::start(&folder.programs(portal, simulators), &settings, &signals).unwrap();
    let line = world.lacking.clone().unwrap();
    assert_eq!(line, "demo world: not whole, `cargo dev --fresh` makes it anew: a register is down");
    world.portal.must_live().unwrap();
}

#[test]
fn half_a_demo_world_that_nobody_used_is_made_anew_and_the_start_says_so() {
    let folder = Folder::new("half");
    let (place, database) = (folder.0.display(), settings::SQLITE_FILES[0]);
    let simulators = folder.script("sim", "echo 'simulators ready: x'; exec sleep 60");
    // Half a world as long as the old database is there.
    let portal = format!(
        "cd '{place}'; echo \"$1\" >> asked; [ $1 = seed-demo ] && [ -e {database} ] && {{ echo 'broke off' >&2; exit 3; }}
        [ $1 != serve ] && exit 0; echo 'portal ready: x'; exec sleep 60"
    );
    let portal = folder.script("portal", &portal);
    let settings = folder.settings_with(outside());
    settings.write().unwrap();
    fs::write(folder.0.join(database), "half").unwrap();
    let key = fs::read(folder.0.join("secret.key")).unwrap();
    let signals = Signals::catch().unwrap();
    let mut world = World::start(&folder.programs(portal, simulators), &settings, &signals).unwrap();
    assert_eq!(world.lacking, None);
    world.portal.must_live().unwrap();
    let asked = fs::read_to_string(folder.0.join("asked")).unwrap();
    let once = "migrate\nimport-directory\nseed-demo\n";
    assert_eq!(asked, format!("{once}{once}serve\n"));
    assert!(!folder.0.join(database).exists(), "emptied");
    assert_eq!(fs::read(folder.0.join("secret.key")).unwrap(), key);
}

#[test]
fn a_world_that_stays_half_ends_the_start_and_does_not_go_round() {
    let folder = Folder::new("stays-half");
    let simulators = folder.script("sim", "echo 'simulators ready: x'; exec sleep 60");
    let portal = folder.script("portal", "[ $1 = seed-demo ] && exit 3; exit 0");
    let settings = folder.settings_with(outside());
    let signals = Signals::catch().unwrap();
    let outcome = World::start(&folder.programs(portal, simulators), &settings, &signals);
    assert_eq!(outcome.err().unwrap().to_string(), "half a demo world, even in a new database");
}

#[test]
fn starting_over_keeps_the_keys() {
    let folder = Folder::new("fresh");
    folder.settings().write().unwrap();
    let key = fs::read(folder.0.join("secret.key")).unwrap();
    for name in settings::SQLITE_FILES {
        fs::write(folder.0.join(name), "data").unwrap();
    }
    fs::write(folder.0.join("simulators/mailbox"), "mail").unwrap();
    folder.programs(PathBuf::new(), PathBuf::new()).empty(&folder.0, None).unwrap();
    assert!(settings::SQLITE_FILES.iter().all(|name| !folder.0.join(name).exists()));
    assert!(!folder.0.join("simulators").exists());
    assert_eq!(fs::read(folder.0.join("secret.key")).unwrap(), key);
}

#[test]
fn chosen_ports_make_the_others_free_ones() {
    let port = free_port().unwrap();
    let options = Options {
        fresh: false,
        postgres: None,
        port: Some(port),
        simulators_port: Some(free_port().unwrap()),
        data: PathBuf::from("var"),
    };
    let chosen = addresses(&options).unwrap();
    assert_eq!(chosen.portal, port);
    assert!(chosen.admin != 8081 && chosen.smtp != 8025);
}

#[test]
fn the_people_are_listed_with_what_each_shows() {
    let json = r#"[{"name": "Matti Rantapolku", "national_id": "150668-917M", "shows": {"fi": "…", "en": "the first journey"}}]"#;
    assert_eq!(people_table(json).unwrap(), "  150668-917M  Matti Rantapolku      the first journey");
    assert!(people_table(r#"[{"name": "x"}]"#).unwrap_err().to_string().contains("/national_id"));
}

#[test]
fn a_database_address_must_be_postgres() {
    assert!(postgres_url("postgres://u@localhost/x").is_ok());
    assert!(postgres_url("mysql://u@localhost/x").is_err());
}
