//! The checksum header of the Suomi.fi e-Authorizations Web API (fact sheet 1.6).

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The key that signs our calls.
pub(super) struct ChecksumKey {
    client_id: String,
    key: hmac::Key,
}

impl ChecksumKey {
    pub fn new(client_id: &str, api_key: &str) -> Self {
        Self { client_id: client_id.to_string(), key: hmac::Key::new(hmac::HMAC_SHA256, api_key.as_bytes()) }
    }

    /// The header for one call. `target` is path and query exactly as sent, `timestamp` ISO 8601 with offset.
    pub fn header(&self, target: &str, timestamp: &str) -> String {
        let checksum = hmac::sign(&self.key, format!("{target} {timestamp}").as_bytes());
        format!("{} {timestamp} {}", self.client_id, STANDARD.encode(checksum))
    }
}

#[cfg(test)]
mod tests {
    use super::ChecksumKey;

    /// The published vectors of the fact sheet, 1.6. The code of the person of the documentation is in the 900-series.
    #[test]
    fn the_published_vectors_hold() {
        let request = "requestId=02fd35dc-99e6-477b-b6e2-03f02cbf3666";
        let register = |kind: &str| format!("/service/{kind}/user/register/ed4b7ae7/080297-915A?{request}");
        let roles = format!("/service/ypa/api/organizationRoles/5d1c9b2e-6f0a-4c0d-9a57-0f7b2f1f3c11?{request}");
        let key = ChecksumKey::new("ed4b7ae7", "3ba56df8-88b8-4805-9b04-2f8e7a61");
        for (target, timestamp, checksum) in [
            (register("hpa"), "2017-02-09T10:29:42.09Z", "z7X+xWtrvth1L7Ql6B/4xZ0iQ1VjToWX4TnHVLo8RGo="),
            (register("ypa"), "2017-02-09T10:29:42.09Z", "z1xDqaSjDwnVniJvis0SqMXeQEBtgBgzozhQqftmY9U="),
            (register("hpa"), "2017-02-09T10:29:42.090000+00:00", "GeRKoGmGd0RFk33s2vNHutJf/TrEdwSM2Vb7qWXLESY="),
            (roles.clone(), "2026-01-15T10:00:00Z", "piR3pzXTXr23+BOIElmO/8fwVaq5L2BNMnManzjuMCU="),
            (roles.clone(), "2026-01-15T12:00:00+02:00", "wARiJjB+EqOj7VgzfJAnc4VJTClmIJhjtgFSaN4upkI="),
        ] {
            assert_eq!(key.header(&target, timestamp), format!("ed4b7ae7 {timestamp} {checksum}"));
            assert_ne!(key.header(&format!("{target}0"), timestamp), format!("ed4b7ae7 {timestamp} {checksum}"));
        }
    }
}
