// An e-service that is not ours: the npm package @node-saml/node-saml behind Node's own HTTP server, as somebody writes it
// who knows Suomi.fi's pages and nothing of our simulators. It reads the identity provider's metadata, writes its own, signs
// people in and out, and says on its page why it refused. Settings come from the environment:
//   PORT, SIMULATORS (where the identity provider is), FOLDER (our key), MODULES (where node-saml is installed)
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { PORT, SIMULATORS, FOLDER, MODULES } = process.env;
const { SAML, ValidateInResponseTo } = createRequire(`${MODULES}/`)("@node-saml/node-saml");

const base = `http://127.0.0.1:${PORT}`;
const BINDING = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-";
const TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
// Without a space: the package signs "%20" and sends "+".
const STATE = "front-page";
const read = name => readFileSync(`${FOLDER}/${name}`, "utf8");
const [key, cert] = [read("independent-provider.key"), read("independent-provider.crt")];

const provider = await (await fetch(`${SIMULATORS}/static/metadata/idp-metadata.xml`)).text();
const one = (pattern, group = 1) => provider.match(pattern)[group];
const at = name => one(new RegExp(`<md:${name} Binding="${BINDING}Redirect" Location="([^"]+)"`));
const idpIssuer = one(/entityID="([^"]+)"/);
const certificates = [...provider.matchAll(/<md:KeyDescriptor use="signing">.*?<ds:X509Certificate>([^<]+)</gs)].map(found => found[1]);

/** The package with the person's language in the extension that Suomi.fi reads. */
const saml = language => new SAML({
  issuer: `${base}/saml`,
  callbackUrl: `${base}/acs`,
  logoutCallbackUrl: `${base}/slo`,
  entryPoint: at("SingleSignOnService"),
  logoutUrl: at("SingleLogoutService"),
  idpIssuer,
  idpCert: certificates,
  privateKey: key,
  decryptionPvk: key,
  signatureAlgorithm: "sha256",
  digestAlgorithm: "sha256",
  identifierFormat: TRANSIENT,
  authnContext: ["http://ftn.ficora.fi/2017/loa2"],
  validateInResponseTo: ValidateInResponseTo.always,
  wantAssertionsSigned: true,
  wantAuthnResponseSigned: true,
  cacheProvider: requests,
  samlAuthnRequestExtensions: { "v:vetuma": { "@xmlns:v": "urn:vetuma:SAML:2.0:extensions", "v:LG": language } },
});

// Requests that wait for their answer.
const waiting = new Map();
const requests = {
  saveAsync: async (id, value) => waiting.set(id, value) && { value, createdAt: Date.now() },
  getAsync: async id => waiting.get(id) ?? null,
  removeAsync: async id => (waiting.delete(id) ? id : null),
};

// The package names only the POST binding for signing out and can do both.
const metadata = saml("fi").generateServiceProviderMetadata(cert, cert).replace(
  /<SingleLogoutService [^>]+>/,
  posted => posted + posted.replace(`${BINDING}POST`, `${BINDING}Redirect`),
);

const sessions = new Map();
let told = "";
const held = request => request.headers.cookie?.match(/independent-service=([^;]+)/)?.[1];
const page = text => `<!doctype html><html lang="en"><title>Independent service</title><h1>Independent service</h1>${text}</html>`;
const button = (path, words) => `<form action="${path}"><button>${words}</button></form>`;

function front(request) {
  const profile = sessions.get(held(request));
  const attribute = name => profile[`urn:oid:${name}`];
  return page(`<p>${told}</p>` + (profile
    ? `<p>Signed in: ${attribute("2.16.840.1.113730.3.1.241")}, ${attribute("1.2.246.21")}</p>${button("/sign-out", "Leave")}`
    : `<p>Nobody is signed in.</p>${button("/sign-in", "Identify")}${button("/sign-in-sv", "Identifiera")}`));
}

/** The answer to a request of the provider to end a session, which comes in a frame without cookies. */
async function ended({ profile }) {
  const found = [...sessions].find(([, known]) => known.nameID === profile.nameID && known.sessionIndex === profile.sessionIndex);
  if (found) sessions.delete(found[0]);
  return saml("fi").getLogoutResponseUrlAsync(profile, "", {}, found !== undefined);
}

const DOORS = {
  "/sign-in": async () => ({ to: await saml("fi").getAuthorizeUrlAsync(STATE, base, {}) }),
  "/sign-in-sv": async () => ({ to: await saml("sv").getAuthorizeUrlAsync(STATE, base, {}) }),
  "/acs": async (_request, _query, form) => {
    const { profile } = await saml("fi").validatePostResponseAsync(form);
    if (profile.issuer !== idpIssuer || form.RelayState !== STATE) throw new Error("not what was asked");
    const session = randomUUID();
    sessions.set(session, profile);
    return { to: "/", session };
  },
  "/sign-out": async request => {
    const profile = sessions.get(held(request));
    sessions.delete(held(request));
    return { to: await saml("fi").getLogoutUrlAsync(profile, "leaving", {}) };
  },
  "/slo": async (_request, query, form) => {
    // The package takes a query that nobody signed.
    if (query && !new URLSearchParams(query).has("Signature")) throw new Error("nobody signed it");
    const message = query ? Object.fromEntries(new URLSearchParams(query)) : form;
    if (query) {
      const outcome = await saml("fi").validateRedirectAsync(message, query);
      if (message.SAMLRequest) return { to: await ended(outcome) };
    } else if (message.SAMLRequest) {
      return { to: await ended(await saml("fi").validatePostRequestAsync(message)) };
    } else {
      await saml("fi").validatePostResponseAsync(message);
    }
    told = "Signed out everywhere.";
    return { to: "/" };
  },
};

createServer(async (request, response) => {
  const { pathname, search } = new URL(request.url, base);
  let body = "";
  for await (const part of request) body += part;
  if (pathname === "/metadata") return response.end(metadata);
  response.setHeader("content-type", "text/html; charset=utf-8");
  const door = DOORS[pathname];
  if (!door) return response.end(front(request));
  const query = request.method === "GET" ? search.slice(1) : "";
  told = "";
  try {
    const { to, session } = await door(request, query, Object.fromEntries(new URLSearchParams(body)));
    if (session) response.setHeader("set-cookie", `independent-service=${session}; HttpOnly; Path=/`);
    return response.writeHead(303, { location: to }).end();
  } catch (problem) {
    told = `Refused: ${problem.message}`;
    console.log(told);
    return response.end(page(`<p>${told}</p>${button("/", "Back")}`));
  }
}).listen(Number(PORT), "127.0.0.1", () => console.log("service ready: yes"));
