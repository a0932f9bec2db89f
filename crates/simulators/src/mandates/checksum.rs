//! The checksum header of the mandates Web API and the Basic header of its token address.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

/// How far the timestamp may be from our time, in seconds.
const TOLERANCE_SECONDS: i64 = 300;

/// Why a checksum header was refused; worded for the operator of the client, without the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Malformed,
    UnknownClient,
    TimestampOutsideTolerance,
    WrongChecksum,
}

/// Checks `<client id> <timestamp> <checksum>` against the request target exactly as it was sent.
pub(super) fn verify(
    header: &str,
    request_target: &str,
    (client_id, api_key): (&str, &str),
    now: Timestamp,
) -> Result<(), Refused> {
    let mut parts = header.split(' ');
    let (Some(client), Some(timestamp), Some(checksum), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Refused::Malformed);
    };
    if !is_equal(client, client_id) {
        return Err(Refused::UnknownClient);
    }
    let sent: Timestamp = timestamp.parse().map_err(|_| Refused::Malformed)?;
    if (now.as_second() - sent.as_second()).abs() > TOLERANCE_SECONDS {
        return Err(Refused::TimestampOutsideTolerance);
    }
    let checksum = STANDARD.decode(checksum).map_err(|_| Refused::Malformed)?;
    // `verify` compares in constant time.
    hmac::verify(&key(api_key), message(request_target, timestamp).as_bytes(), &checksum)
        .map_err(|_| Refused::WrongChecksum)
}

/// Whether `Authorization` is Basic with this id and password, not form-encoded first.
pub(super) fn is_basic(header: &str, id: &str, password: &str) -> bool {
    is_equal(header, &basic(id, password))
}

fn basic(id: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{password}")))
}

/// Compares in a time that does not tell where the texts differ.
fn is_equal(left: &str, right: &str) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(left.as_bytes(), right.as_bytes()).is_ok()
}

fn key(api_key: &str) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, api_key.as_bytes())
}

fn message(request_target: &str, timestamp: &str) -> String {
    format!("{request_target} {timestamp}")
}

/// The checksum as a client writes it.
#[cfg(test)]
pub(super) fn checksum(api_key: &str, request_target: &str, timestamp: &str) -> String {
    STANDARD.encode(hmac::sign(&key(api_key), message(request_target, timestamp).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const API_KEY: &str = "3ba56df8-88b8-4805-9b04-2f8e7a61";
    const CLIENT: &str = "ed4b7ae7";
    const REQUEST: &str = "requestId=02fd35dc-99e6-477b-b6e2-03f02cbf3666";

    /// The person of the published vectors is artificial.
    fn register(kind: &str) -> String {
        format!("/service/{kind}/user/register/{CLIENT}/080297-915A?{REQUEST}")
    }

    fn roles() -> String {
        format!("/service/ypa/api/organizationRoles/5d1c9b2e-6f0a-4c0d-9a57-0f7b2f1f3c11?{REQUEST}")
    }

    #[test]
    fn the_published_vectors_hold() {
        let vectors = [
            (register("hpa"), "2017-02-09T10:29:42.09Z", "z7X+xWtrvth1L7Ql6B/4xZ0iQ1VjToWX4TnHVLo8RGo="),
            (register("ypa"), "2017-02-09T10:29:42.09Z", "z1xDqaSjDwnVniJvis0SqMXeQEBtgBgzozhQqftmY9U="),
            (register("hpa"), "2017-02-09T10:29:42.090000+00:00", "GeRKoGmGd0RFk33s2vNHutJf/TrEdwSM2Vb7qWXLESY="),
            (roles(), "2026-01-15T10:00:00Z", "piR3pzXTXr23+BOIElmO/8fwVaq5L2BNMnManzjuMCU="),
            (roles(), "2026-01-15T12:00:00+02:00", "wARiJjB+EqOj7VgzfJAnc4VJTClmIJhjtgFSaN4upkI="),
        ];
        for (target, timestamp, expected) in vectors {
            assert_eq!(checksum(API_KEY, &target, timestamp), expected);
            let header = format!("{CLIENT} {timestamp} {expected}");
            let now = timestamp.parse().expect("a timestamp");
            assert_eq!(verify(&header, &target, (CLIENT, API_KEY), now), Ok(()));
            let other = target.replace("requestId", "requestid");
            assert_eq!(verify(&header, &other, (CLIENT, API_KEY), now), Err(Refused::WrongChecksum));
        }
    }

    #[test]
    fn the_basic_vector_holds() {
        assert_eq!(basic(CLIENT, "abc-api-key"), "Basic ZWQ0YjdhZTc6YWJjLWFwaS1rZXk=");
        assert!(is_basic("Basic ZWQ0YjdhZTc6YWJjLWFwaS1rZXk=", CLIENT, "abc-api-key"));
        assert!(!is_basic("Basic ZWQ0YjdhZTc6YWJjLWFwaS1rZXk=", CLIENT, "another"));
    }

    #[test]
    fn every_written_form_of_the_time_is_read_and_five_minutes_are_the_limit() {
        let now: Timestamp = "2017-02-09T10:29:42Z".parse().expect("a timestamp");
        for form in ["2017-02-09T10:29:42.09Z", "2017-02-09T12:29:42+02:00", "2017-02-09T10:29:42.123456789Z"] {
            let header = format!("{CLIENT} {form} {}", checksum(API_KEY, "/x", form));
            assert_eq!(verify(&header, "/x", (CLIENT, API_KEY), now), Ok(()), "{form}");
        }
        for (form, expected) in [
            ("2017-02-09T10:24:42Z", Ok(())),
            ("2017-02-09T10:34:42Z", Ok(())),
            ("2017-02-09T10:24:41Z", Err(Refused::TimestampOutsideTolerance)),
            ("2017-02-09T10:34:43Z", Err(Refused::TimestampOutsideTolerance)),
        ] {
            let header = format!("{CLIENT} {form} {}", checksum(API_KEY, "/x", form));
            assert_eq!(verify(&header, "/x", (CLIENT, API_KEY), now), expected, "{form}");
        }
    }

    #[test]
    fn headers_of_another_shape_are_refused() {
        let now: Timestamp = "2026-01-15T10:00:00Z".parse().expect("a timestamp");
        let good = checksum(API_KEY, "/x", "2026-01-15T10:00:00Z");
        for header in [
            String::new(),
            format!("{CLIENT}  2026-01-15T10:00:00Z {good}"),
            format!("{CLIENT} 2026-01-15T10:00:00Z {good} more"),
            format!("{CLIENT} 2026-01-15 {good}"),
            format!("{CLIENT} 2026-01-15T10:00:00Z ?"),
        ] {
            assert_eq!(verify(&header, "/x", (CLIENT, API_KEY), now), Err(Refused::Malformed), "{header}");
        }
        let other = format!("other 2026-01-15T10:00:00Z {good}");
        assert_eq!(verify(&other, "/x", (CLIENT, API_KEY), now), Err(Refused::UnknownClient));
    }
}
