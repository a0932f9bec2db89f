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
        match self {
            Problem::Message => MESSAGE,
            Problem::RepeatedParameter => REPEATED_PARAMETER,
            Problem::Algorithm => ALGORITHM,
            Problem::Signature => SIGNATURE,
            Problem::Issuer => ISSUER,
            Problem::Destination => DESTINATION,
            Problem::ReturnAddress => RETURN_ADDRESS,
            Problem::Binding => BINDING,
            Problem::Stale => STALE,
            Problem::Replayed => REPLAYED,
            Problem::ServiceMetadata => SERVICE_METADATA,
            Problem::FlowEnded => FLOW_ENDED,
            Problem::NoLogout => NO_LOGOUT,
            Problem::NotArtificial => NOT_ARTIFICIAL,
            Problem::Down => DOWN,
        }
    }
}

const MESSAGE: Text = Text {
    fi: "Sanoma puuttuu, niitä on useita tai sitä ei voi lukea.",
    sv: "Meddelandet saknas, det finns flera eller det kan inte läsas.",
    en: "The message is missing, there are several or it cannot be read.",
};
const REPEATED_PARAMETER: Text = Text {
    fi: "Sama parametri on annettu useaan kertaan.",
    sv: "Samma parameter har angetts flera gånger.",
    en: "The same parameter was given several times.",
};
const ALGORITHM: Text = Text {
    fi: "Sanoman allekirjoitusalgoritmia ei hyväksytä. SHA-1 ei kelpaa, käytä RSA-SHA256:ta.",
    sv: "Meddelandets signaturalgoritm godkänns inte. SHA-1 duger inte, använd RSA-SHA256.",
    en: "The signature algorithm of the message is not accepted. SHA-1 will not do, use RSA-SHA256.",
};
const SIGNATURE: Text = Text {
    fi: "Sanoman allekirjoitus puuttuu tai se ei vastaa palvelun metatietojen varmennetta.",
    sv: "Meddelandets signatur saknas eller motsvarar inte certifikatet i tjänstens metadata.",
    en: "The signature of the message is missing or does not match a certificate in the service's metadata.",
};
const ISSUER: Text = Text {
    fi: "Issuer ei ole palvelun rekisteröity entityID. Isoilla ja pienillä kirjaimilla on merkitystä.",
    sv: "Issuer är inte tjänstens registrerade entityID. Stora och små bokstäver har betydelse.",
    en: "Issuer is not the registered entityID of the service. Upper and lower case matter.",
};
const DESTINATION: Text = Text {
    fi: "Destination ei ole tämän palvelun osoite.",
    sv: "Destination är inte den här tjänstens adress.",
    en: "Destination is not the address of this service.",
};
const RETURN_ADDRESS: Text = Text {
    fi: "AssertionConsumerService-osoite ei ole palvelun metatiedoissa.",
    sv: "Adressen i AssertionConsumerService finns inte i tjänstens metadata.",
    en: "The AssertionConsumerService address is not in the service's metadata.",
};
const BINDING: Text = Text {
    fi: "ProtocolBinding ei kelpaa: vastaus lähetetään vain HTTP-POST-sidoksella.",
    sv: "ProtocolBinding duger inte: svaret skickas endast med HTTP-POST.",
    en: "ProtocolBinding is not possible: the response is sent by HTTP-POST only.",
};
const STALE: Text = Text {
    fi: "IssueInstant on liian kaukana nykyhetkestä.",
    sv: "IssueInstant ligger för långt från nuet.",
    en: "IssueInstant is too far from the present moment.",
};
const REPLAYED: Text = Text {
    fi: "Sama sanoma on jo käsitelty. Jokainen ID kelpaa vain kerran.",
    sv: "Samma meddelande har redan behandlats. Varje ID duger bara en gång.",
    en: "The same message has already been handled. Each ID can be used only once.",
};
const SERVICE_METADATA: Text = Text {
    fi: "Asiointipalvelun metatietoja ei saatu luettua. Tarkista, että palvelu on käynnissä.",
    sv: "E-tjänstens metadata kunde inte läsas. Kontrollera att tjänsten är i gång.",
    en: "The metadata of the e-service could not be read. Check that the service is running.",
};
const FLOW_ENDED: Text = Text {
    fi: "Tunnistautuminen on jo päättynyt tai vanhentunut. Palaa asiointipalveluun ja aloita alusta.",
    sv: "Identifieringen har redan avslutats eller gått ut. Gå tillbaka till e-tjänsten och börja om.",
    en: "The identification has already ended or expired. Return to the e-service and start again.",
};
const NO_LOGOUT: Text = Text {
    fi: "Uloskirjautuminen ei ole kesken, joten vastausta siihen ei odoteta.",
    sv: "Ingen utloggning pågår, så inget svar väntas.",
    en: "No logout is under way, so no response is awaited.",
};
const NOT_ARTIFICIAL: Text = Text {
    fi: "Tässä ympäristössä voi käyttää vain keksittyjä henkilötunnuksia, joiden yksilönumero on 900–999. \
                 Antamaasi tunnusta ei tallennettu. Palaa edelliselle sivulle.",
    sv: "I den här miljön kan du endast använda påhittade personbeteckningar med individnummer 900–999. \
                 Beteckningen som du angav sparades inte. Gå tillbaka till föregående sida.",
    en: "Only made-up personal identity codes with the individual number 900–999 can be used here. \
                 The code you gave was not stored. Go back to the previous page.",
};
const DOWN: Text = Text {
    fi: "Palvelu on tilapäisesti poissa käytöstä. Yritä myöhemmin uudelleen.",
    sv: "Tjänsten är tillfälligt ur bruk. Försök igen senare.",
    en: "The service is temporarily unavailable. Try again later.",
};
