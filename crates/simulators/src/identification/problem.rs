//! What can be wrong with a request, told to the developer who sent it, in three languages.

use http::StatusCode;

use crate::people::{Language, Text};

/// Why the identity provider does not answer a message. Shown on an error page; no SAML answer is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// No message, several messages, or one that cannot be read.
    Message,
    /// A parameter that must come once came several times.
    RepeatedParameter,
    /// SHA-1 or another algorithm that is not accepted.
    Algorithm,
    /// The signature is missing or no key of the service made it.
    Signature,
    /// `Issuer` is not the registered entity ID, letter by letter.
    Issuer,
    /// `Destination` names another address.
    Destination,
    /// `AssertionConsumerServiceURL` or its index is not in the service's metadata.
    ReturnAddress,
    /// `ProtocolBinding` is something else than HTTP-POST.
    Binding,
    /// `IssueInstant` is too far from now, or missing.
    Stale,
    /// The same message ID came again.
    Replayed,
    /// The service's metadata could not be fetched or read.
    ServiceMetadata,
    /// The page was opened again after its work was done, or too late.
    FlowEnded,
    /// A logout response came although no logout is under way.
    NoLogout,
    /// The identity code could be a real person's.
    NotArtificial,
    /// The fault switch "down" is on.
    Down,
}

impl Problem {
    /// A word for the log and for scripts.
    pub(super) fn name(self) -> &'static str {
        match self {
            Problem::Message => "message",
            Problem::RepeatedParameter => "repeated_parameter",
            Problem::Algorithm => "algorithm",
            Problem::Signature => "signature",
            Problem::Issuer => "issuer",
            Problem::Destination => "destination",
            Problem::ReturnAddress => "return_address",
            Problem::Binding => "binding",
            Problem::Stale => "stale",
            Problem::Replayed => "replayed",
            Problem::ServiceMetadata => "service_metadata",
            Problem::FlowEnded => "flow_ended",
            Problem::NoLogout => "no_logout",
            Problem::NotArtificial => "not_artificial",
            Problem::Down => "down",
        }
    }

    /// The status of the error page: 500 for a bad message, as in the real service.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Problem::NotArtificial | Problem::FlowEnded => StatusCode::BAD_REQUEST,
            Problem::Down => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The sentence on the error page.
    pub(super) fn sentence(self, language: Language) -> &'static str {
        self.text().in_language(language)
    }

    fn text(self) -> Text {
        let text = |fi, sv, en| Text { fi, sv, en };
        match self {
            Problem::Message => text(
                "Sanoma puuttuu, niitä on useita tai sitä ei voi lukea.",
                "Meddelandet saknas, det finns flera eller det kan inte läsas.",
                "The message is missing, there are several or it cannot be read.",
            ),
            Problem::RepeatedParameter => text(
                "Sama parametri on annettu useaan kertaan.",
                "Samma parameter har angetts flera gånger.",
                "The same parameter was given several times.",
            ),
            Problem::Algorithm => text(
                "Sanoman allekirjoitusalgoritmia ei hyväksytä. SHA-1 ei kelpaa, käytä RSA-SHA256:ta.",
                "Meddelandets signaturalgoritm godkänns inte. SHA-1 duger inte, använd RSA-SHA256.",
                "The signature algorithm of the message is not accepted. SHA-1 will not do, use RSA-SHA256.",
            ),
            Problem::Signature => text(
                "Sanoman allekirjoitus puuttuu tai se ei vastaa palvelun metatietojen varmennetta.",
                "Meddelandets signatur saknas eller motsvarar inte certifikatet i tjänstens metadata.",
                "The signature of the message is missing or does not match a certificate in the service's metadata.",
            ),
            Problem::Issuer => text(
                "Issuer ei ole palvelun rekisteröity entityID. Isoilla ja pienillä kirjaimilla on merkitystä.",
                "Issuer är inte tjänstens registrerade entityID. Stora och små bokstäver har betydelse.",
                "Issuer is not the registered entityID of the service. Upper and lower case matter.",
            ),
            Problem::Destination => text(
                "Destination ei ole tämän palvelun osoite.",
                "Destination är inte den här tjänstens adress.",
                "Destination is not the address of this service.",
            ),
            Problem::ReturnAddress => text(
                "AssertionConsumerService-osoite ei ole palvelun metatiedoissa.",
                "Adressen i AssertionConsumerService finns inte i tjänstens metadata.",
                "The AssertionConsumerService address is not in the service's metadata.",
            ),
            Problem::Binding => text(
                "ProtocolBinding ei kelpaa: vastaus lähetetään vain HTTP-POST-sidoksella.",
                "ProtocolBinding duger inte: svaret skickas endast med HTTP-POST.",
                "ProtocolBinding is not possible: the response is sent by HTTP-POST only.",
            ),
            Problem::Stale => text(
                "IssueInstant on liian kaukana nykyhetkestä.",
                "IssueInstant ligger för långt från nuet.",
                "IssueInstant is too far from the present moment.",
            ),
            Problem::Replayed => text(
                "Sama sanoma on jo käsitelty. Jokainen ID kelpaa vain kerran.",
                "Samma meddelande har redan behandlats. Varje ID duger bara en gång.",
                "The same message has already been handled. Each ID can be used only once.",
            ),
            Problem::ServiceMetadata => text(
                "Asiointipalvelun metatietoja ei saatu luettua. Tarkista, että palvelu on käynnissä.",
                "E-tjänstens metadata kunde inte läsas. Kontrollera att tjänsten är i gång.",
                "The metadata of the e-service could not be read. Check that the service is running.",
            ),
            Problem::FlowEnded => text(
                "Tunnistautuminen on jo päättynyt tai vanhentunut. Palaa asiointipalveluun ja aloita alusta.",
                "Identifieringen har redan avslutats eller gått ut. Gå tillbaka till e-tjänsten och börja om.",
                "The identification has already ended or expired. Return to the e-service and start again.",
            ),
            Problem::NoLogout => text(
                "Uloskirjautuminen ei ole kesken, joten vastausta siihen ei odoteta.",
                "Ingen utloggning pågår, så inget svar väntas.",
                "No logout is under way, so no response is awaited.",
            ),
            Problem::NotArtificial => text(
                "Tässä ympäristössä voi käyttää vain keksittyjä henkilötunnuksia, joiden yksilönumero on 900–999. \
                 Antamaasi tunnusta ei tallennettu. Palaa edelliselle sivulle.",
                "I den här miljön kan du endast använda påhittade personbeteckningar med individnummer 900–999. \
                 Beteckningen som du angav sparades inte. Gå tillbaka till föregående sida.",
                "Only made-up personal identity codes with the individual number 900–999 can be used here. \
                 The code you gave was not stored. Go back to the previous page.",
            ),
            Problem::Down => text(
                "Palvelu on tilapäisesti poissa käytöstä. Yritä myöhemmin uudelleen.",
                "Tjänsten är tillfälligt ur bruk. Försök igen senare.",
                "The service is temporarily unavailable. Try again later.",
            ),
        }
    }
}
