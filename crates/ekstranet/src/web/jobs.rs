//! What jobs share that walk over rows: one row that cannot be dealt with does not keep the others waiting.

use super::{Failure, Outside};

/// Decides whether a job goes on with the next row after a failure: always, but when the database itself does not answer.
/// The row is named in the log by its id, and counted. What was wrong is told by its kind only, because the text of a
/// reader's error may quote what it read.
///
/// # Errors
/// The failure, when the job cannot go on.
pub fn skip_row(job: &'static str, row: &str, failure: Failure) -> Result<(), Failure> {
    let kind = match failure {
        Failure::Outage(Outside::Database, _) => return Err(failure),
        // Another instance or a person was first.
        Failure::Stale => return Ok(()),
        Failure::Outage(..) => "outage",
        Failure::NotFound => "not_found",
        Failure::Internal(_) => "internal",
        _ => "refused",
    };
    metrics::counter!("ekstranet_rows_skipped_total", "job" => job, "kind" => kind).increment(1);
    tracing::error!(job, row, kind, "a row cannot be dealt with; the job goes on with the next one");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::skip_row;
    use crate::web::{Failure, Outside};

    #[test]
    fn a_job_goes_on_unless_the_database_does_not_answer() {
        let outage = |system| Failure::Outage(system, "down".to_string());
        for goes_on in [Failure::internal("a text"), Failure::Stale, Failure::NotFound, outage(Outside::CodeService)] {
            assert!(skip_row("tests", "1", goes_on).is_ok());
        }
        assert!(skip_row("tests", "1", outage(Outside::Database)).is_err());
    }
}
