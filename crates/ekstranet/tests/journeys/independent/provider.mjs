// A second identity provider, independent of ours: the npm package samlp behind Node's own HTTP server. It knows one
// person, asks nothing, and signs in and out as Suomi.fi does. Settings come from the environment:
//   PORT, PORTAL (the portal's address), FOLDER (keys; the metadata is written here), MODULES (where samlp is installed)
import { createPublicKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { PORT, PORTAL, FOLDER, MODULES } = process.env;
const require = createRequire(`${MODULES}/`);
const samlp = require("samlp");
const signing = require("saml/lib/xml/sign");
const Participants = require("samlp/lib/sessionParticipants");

const base = `http://127.0.0.1:${PORT}`;
const issuer = `${base}/idp`;
const service = { id: `${PORTAL}/saml`, consumer: `${PORTAL}/saml/acs`, logout: `${PORTAL}/saml/slo` };
const read = name => readFileSync(`${FOLDER}/${name}`, "utf8");
const [key, cert] = [read("independent-provider.key"), read("independent-provider.crt")];
const serviceCert = read("saml-signing.crt");
// The portal keeps the certificate of its decryption key beside the key.
const encryptionCert = read("saml-decryption.key").match(/-----BEGIN CERTIFICATE-----[^]*-----END CERTIFICATE-----\n/)[0];
const encryptionPublicKey = createPublicKey(encryptionCert).export({ type: "spki", format: "pem" });
const CIPHERS = {
  gcm: "http://www.w3.org/2009/xmlenc11#aes128-gcm",
  gcm256: "http://www.w3.org/2009/xmlenc11#aes256-gcm",
  cbc: "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
};
const PERSON = {
  "urn:oid:1.2.246.21": "150668-917M",
  "urn:oid:2.5.4.4": "Rantapolku",
  "urn:oid:2.5.4.42": "Matti",
  "urn:oid:2.16.840.1.113730.3.1.241": "Matti Rantapolku",
  "urn:oid:2.5.4.3": "Rantapolku Matti Juhani",
};
const TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

// Suomi.fi qualifies the name identifier; the package has no setting for it, so it is written just before the signature.
const original = signing.fromSignXmlOptions;
signing.fromSignXmlOptions = options => {
  const sign = original(options);
  return (document, done) => {
    const name = document.getElementsByTagName("saml:NameID")[0];
    name.setAttribute("NameQualifier", issuer);
    name.setAttribute("SPNameQualifier", service.id);
    return sign(document, done);
  };
};

let cipher = "gcm";
let signIns = 0;
const participants = new Participants();
const states = new Map();
const store = {
  save(_request, state, done) {
    const name = `state-${states.size + 1}`;
    states.set(name, state);
    done(null, name);
  },
  load(_request, name, options, done) {
    const finish = done ?? options;
    const state = states.get(name);
    if (options?.destroy) states.delete(name);
    finish(null, state);
  },
  update(_request, name, state, done) {
    states.set(name, state);
    done();
  },
};

const page = text => `<!doctype html><html lang="en"><title>Independent identity provider</title><h1>${text}</h1></html>`;
const posting = (address, message, relayState) => `<!doctype html><html lang="en"><title>Independent identity provider</title>
<form method="post" action="${address}"><input type="hidden" name="SAMLResponse" value="${message}">
<input type="hidden" name="RelayState" value="${relayState}"><button>Continue</button></form>
<script>document.forms[0].submit()</script></html>`;

function signIn(query, answer) {
  // The portal looks now and then whether anybody is here, and asks nothing.
  if (!query.SAMLRequest) return answer.fail("nothing was asked");
  samlp.parseRequest({ query, body: {} }, { signingCert: serviceCert }, (problem, request) => {
    if (problem) return answer.fail(problem);
    if (request.issuer !== service.id || request.destination !== `${base}/sso`) return answer.fail("not for us");
    const number = ++signIns;
    const options = {
      issuer, cert, key, encryptionCert, encryptionPublicKey,
      signResponse: true,
      signatureAlgorithm: "rsa-sha256",
      digestAlgorithm: "sha256",
      encryptionAlgorithm: CIPHERS[cipher],
      disallowEncryptionWithInsecureAlgorithm: false,
      warnOnInsecureEncryptionAlgorithm: false,
      audience: service.id,
      recipient: service.consumer,
      destination: service.consumer,
      inResponseTo: request.id,
      lifetimeInSeconds: 300,
      authnContextClassRef: "http://ftn.ficora.fi/2017/loa2",
      sessionIndex: `_session-${number}`,
      profileMapper: () => ({
        getClaims: () => PERSON,
        getNameIdentifier: () => ({ nameIdentifier: `name-${number}`, nameIdentifierFormat: TRANSIENT }),
      }),
    };
    samlp.getSamlResponse(options, {}, (problem, response) => {
      if (problem) return answer.fail(problem);
      participants._participants.push({
        serviceProviderId: service.id,
        nameId: `name-${number}`,
        nameIdFormat: TRANSIENT,
        sessionIndex: `_session-${number}`,
        serviceProviderLogoutURL: service.logout,
        cert: serviceCert,
      });
      answer.send(posting(service.consumer, Buffer.from(response).toString("base64"), query.RelayState ?? ""));
    });
  });
}

const logout = () => samlp.logout({
  issuer, cert, key, store,
  sessionParticipants: participants,
  deflate: true,
  signatureAlgorithm: "rsa-sha256",
  digestAlgorithm: "sha256",
  protocolBinding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
});

// The few parts of an express answer that samlp uses.
function wrapped(response) {
  const answer = {
    set: (name, value) => response.setHeader(name, value),
    redirect: address => response.writeHead(302, { location: address }).end(),
    send: body => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(body === 200 ? page("Signed out everywhere") : body);
    },
    fail: problem => {
      console.log(`refused: ${problem}`);
      response.statusCode = 500;
      answer.send(page("Refused"));
    },
  };
  return answer;
}

const certificate = cert.replace(/-----[^-]+-----|\s/g, "");
const endpoint = (name, path) => `<md:${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${base}${path}"/>`;
writeFileSync(`${FOLDER}/independent-provider.xml`, `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${issuer}">
<md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
<ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
${endpoint("SingleLogoutService", "/slo")}<md:NameIDFormat>${TRANSIENT}</md:NameIDFormat>${endpoint("SingleSignOnService", "/sso")}
</md:IDPSSODescriptor></md:EntityDescriptor>
`);

createServer((request, response) => {
  const address = new URL(request.url, base);
  const query = Object.fromEntries(address.searchParams);
  const answer = wrapped(response);
  if (address.pathname === "/sso") return signIn(query, answer);
  if (address.pathname === "/slo") return logout()({ query, body: {} }, answer, answer.fail);
  if (address.pathname === "/cipher") {
    cipher = query.name;
    return answer.send(page("Changed"));
  }
  response.statusCode = 404;
  answer.send(page("Not found"));
}).listen(Number(PORT), "127.0.0.1", () => console.log("identity provider ready: yes"));
