//! A throw-away PostgreSQL cluster for one run, on loopback, run by an ordinary user: quick and unsafe for the check,
//! durable for measuring.

use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, bail};
use rustix::process::Signal;

use crate::child::Started;
use crate::signals::Signals;

const PATIENCE: Duration = Duration::from_mins(1);
/// For the check: nothing has to outlive it.
const QUICK: &[&str] = &["fsync=off", "full_page_writes=off", "synchronous_commit=off"];
/// For measuring: a commit is on the disk; nothing runs beside that is not asked for.
const DURABLE: &[&str] = &[
    "fsync=on",
    "full_page_writes=on",
    "synchronous_commit=on",
    "shared_buffers=512MB",
    "max_wal_size=4GB",
    "checkpoint_timeout=1h",
    "autovacuum=off",
];

/// A running cluster with the superuser `ekstranet`, no password. Dropping it ends it and removes its files.
pub struct Cluster {
    /// Taken out first when the cluster ends, so that the server is gone before its files.
    server: Option<Started>,
    folder: PathBuf,
    port: u16,
}

/// PostgreSQL refuses to run as root; then it runs as somebody who may do nothing else.
struct OrdinaryUser {
    uid: u32,
    gid: u32,
}

impl Cluster {
    /// The folder with `initdb` and `postgres` of the newest installed version.
    pub fn binaries() -> Option<PathBuf> {
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let numbered =
            versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())));
        let mut found: Vec<_> = numbered
            .map(|(number, path)| (number, path.join("bin")))
            .filter(|(_, bin)| bin.join("postgres").exists())
            .collect();
        found.sort();
        found.pop().map(|(_, bin)| bin)
    }

    /// A quick cluster in a folder, under which it makes its own.
    pub fn start(place: &Path, signals: &Signals) -> anyhow::Result<Self> {
        Self::start_with(QUICK, place, signals)
    }

    /// A cluster that keeps its word: a commit is durable when it returns.
    pub fn start_durable(signals: &Signals) -> anyhow::Result<Self> {
        Self::start_with(DURABLE, &std::env::temp_dir(), signals)
    }

    fn start_with(durability: &[&str], place: &Path, signals: &Signals) -> anyhow::Result<Self> {
        let bin = Self::binaries().context("PostgreSQL is not installed: apt-get install postgresql")?;
        let user = OrdinaryUser::needed()?;
        let port = TcpListener::bind("127.0.0.1:0").context("no free port")?.local_addr()?.port();
        let folder = place.join(format!("ekstranet-postgres-{}-{port}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut cluster = Self { server: None, folder, port };
        if let Some(user) = &user {
            std::os::unix::fs::chown(&cluster.folder, Some(user.uid), Some(user.gid))?;
        }
        let data = cluster.folder.join("data");
        let mut initdb = Command::new(bin.join("initdb"));
        initdb.args(["--username=ekstranet", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        let output = cluster.as_user(initdb.arg("--pgdata").arg(&data), user.as_ref()).output()?;
        if !output.status.success() {
            bail!("initdb failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let mut postgres = Command::new(bin.join("postgres"));
        postgres.arg("-D").arg(&data).arg("-k").arg(&cluster.folder).args(["-p", &port.to_string()]);
        let common = ["listen_addresses=127.0.0.1", "max_connections=200", "log_line_prefix=", "lc_messages=C"];
        for setting in common.iter().chain(durability) {
            postgres.args(["-c", setting]);
        }
        let log = cluster.folder.join("postgres.log");
        // SIGINT is its “fast” shutdown: it does not wait for clients that are still connected.
        let server = Started::start("postgres", cluster.as_user(&mut postgres, user.as_ref()), &log)?;
        let server = cluster.server.insert(server.ended_by(Signal::INT));
        server.wait_for_line("LOG:  database system is ready", PATIENCE, signals)?;
        Ok(cluster)
    }

    /// The address of its own database `postgres`; tests make others beside it.
    pub fn url(&self) -> String {
        format!("postgres://ekstranet@127.0.0.1:{}/postgres", self.port)
    }

    /// The process of the server; its children serve.
    pub fn process(&self) -> Option<u32> {
        self.server.as_ref().map(Started::id)
    }

    #[cfg(test)]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn as_user<'c>(&self, command: &'c mut Command, user: Option<&OrdinaryUser>) -> &'c mut Command {
        if let Some(user) = user {
            command.uid(user.uid).gid(user.gid);
        }
        command.current_dir(&self.folder)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.server.take());
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl OrdinaryUser {
    /// Whom to become: nobody else, unless we are root.
    fn needed() -> anyhow::Result<Option<Self>> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        let users = fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
        let found = ["postgres", "nobody"].into_iter().find_map(|name| Self::find(&users, name));
        Ok(Some(found.context("neither the user postgres nor nobody exists to run PostgreSQL")?))
    }

    fn find(users: &str, name: &str) -> Option<Self> {
        users.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            let [found, _, uid, gid, ..] = fields.as_slice() else { return None };
            (*found == name).then_some(Self { uid: uid.parse().ok()?, gid: gid.parse().ok()? })
        })
    }
}
