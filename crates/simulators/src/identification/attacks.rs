//! What an attacker, or a provider gone wrong, makes of a sound message: changes of its text after it was signed.

use super::faults::Faults;

/// Puts text before the first place of other text.
fn before(text: &str, place: &str, added: &str) -> String {
    text.replacen(place, &format!("{added}{place}"), 1)
}

/// The first signature in a message.
fn signature(text: &str) -> &str {
    let start = text.find("<ds:Signature ").unwrap_or_default();
    let end = text.find("</ds:Signature>").map_or(start, |end| end + "</ds:Signature>".len());
    &text[start..end]
}

/// A forged element that carries the sound one inside the sound one's signature.
fn wrapped(sound: &str, forged: &str) -> String {
    let signature = signature(sound);
    let unsigned = sound.replacen(signature, "", 1);
    let object = format!("<ds:Object>{unsigned}</ds:Object>");
    let stuffed = before(signature, "</ds:Signature>", &object);
    forged.replacen("</saml2:Issuer>", &format!("</saml2:Issuer>{stuffed}"), 1)
}

/// The assertion as it is encrypted; `forged` makes an unsigned one about somebody else.
pub(super) fn of_assertion(faults: &Faults, sound: String, forged: impl FnOnce() -> String) -> String {
    if faults.is_on("wrapped_assertion") {
        wrapped(&sound, &forged())
    } else if faults.is_on("comment_in_code") {
        let (start, rest) = sound.split_once("Name=\"urn:oid:1.2.246.21\"").unwrap_or((&sound, ""));
        let commented = rest.replacen("<saml2:AttributeValue>1", "<saml2:AttributeValue>1<!-- -->", 1);
        format!("{start}Name=\"urn:oid:1.2.246.21\"{commented}")
    } else if faults.is_on("comment_in_digest") {
        before(&sound, "</ds:DigestValue>", "<!-- -->")
    } else if faults.is_on("instruction") {
        before(&sound, "<saml2:Conditions ", "<?x y?>")
    } else {
        sound
    }
}

/// Space after the end, which is good XML and no part of what was signed.
fn padded(sound: String, bytes: usize) -> String {
    let missing = bytes.saturating_sub(sound.len());
    sound + &" ".repeat(missing)
}

/// A message of the sign-out as it is compressed: a bomb is small on the wire.
pub(super) fn of_sign_out(faults: &Faults, sound: String) -> String {
    if faults.is_on("logout_bomb") { padded(sound, 2 * 1024 * 1024) } else { sound }
}

/// The response as it is sent; `forged` is an encrypted assertion about somebody else.
pub(super) fn of_response(faults: &Faults, sound: String, forged: Option<&str>) -> String {
    if faults.is_on("wrapped_response") {
        let unsigned = sound.replacen(signature(&sound), "", 1);
        let start = unsigned.find("<saml2:EncryptedAssertion").unwrap_or(unsigned.len());
        let end = unsigned.rfind("</saml2p:Response>").unwrap_or(unsigned.len());
        let other = format!("{}{}{}", &unsigned[..start], forged.unwrap_or_default(), &unsigned[end..]);
        wrapped(&sound, &other.replacen(" ID=\"_", " ID=\"_forged", 1))
    } else if faults.is_on("second_signed_info") {
        let start = sound.find("<ds:SignedInfo>").unwrap_or_default();
        let end = sound.find("<ds:SignatureValue>").unwrap_or(start);
        before(&sound, "<ds:SignatureValue>", &sound[start..end])
    } else if faults.is_on("empty_signature") {
        let empty = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"></ds:Signature>";
        sound.replacen(signature(&sound), empty, 1)
    } else if faults.is_on("document_type") {
        format!("<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>{sound}")
    } else if faults.is_on("odd_namespace") {
        sound.replacen("<saml2p:Response ", "<saml2p:Response xmlns:odd=\"relative\" ", 1)
    } else if faults.is_on("too_deep") {
        let deep = format!("{}{}", "<saml2p:Extensions>".repeat(80), "</saml2p:Extensions>".repeat(80));
        before(&sound, "<saml2p:Status>", &deep)
    } else if faults.is_on("too_large") {
        padded(sound, 300 * 1024)
    } else {
        sound
    }
}
