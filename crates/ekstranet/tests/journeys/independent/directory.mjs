// A second directory of officers, independent of ours: the npm package oidc-provider. It knows one officer, asks nothing,
// and answers as the operator's directory does. Settings come from the environment:
//   PORT, PORTAL (the portal's address), FOLDER (the client's secret), MODULES (where oidc-provider is installed)
// /fault?name=… makes it answer wrongly from then on: good, nonce, signature, algorithm, issuer, audience, expired,
// silent (of the time of the identification), before (an identification of yesterday).
import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const { PORT, PORTAL, FOLDER, MODULES } = process.env;
const entry = pathToFileURL(`${MODULES}/node_modules/oidc-provider/lib/index.js`);
const { default: Provider } = await import(entry);

const issuer = `http://127.0.0.1:${PORT}`;
const secret = readFileSync(`${FOLDER}/officers-client.secret`, "utf8").trim();
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const [own, stranger] = [pair(), pair()];
const OFFICER = { name: "Vilma Virkanen", email: "vilma.virkanen@example.fi", roles: ["officer"] };

const provider = new Provider(issuer, {
  clients: [{
    client_id: "ekstranet",
    client_secret: secret,
    grant_types: ["authorization_code"],
    response_types: ["code"],
    redirect_uris: [`${PORTAL}/desk/callback`],
    token_endpoint_auth_method: "client_secret_basic",
    id_token_signed_response_alg: "RS256",
  }],
  jwks: { keys: [{ ...own.privateKey.export({ format: "jwk" }), kid: "own", use: "sig", alg: "RS256" }] },
  claims: { openid: ["sub"], profile: ["name", "roles"], email: ["email"] },
  // The portal reads the identity from the ID token.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  cookies: { keys: ["journey"] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...OFFICER }) }),
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async context => {
    const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});

let fault = "good";
const part = value => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The token again with what the fault changes, signed anew with our key or a stranger's. */
function spoilt(token) {
  const [header, claims] = token.split(".").slice(0, 2).map(text => JSON.parse(Buffer.from(text, "base64url")));
  const now = Math.floor(Date.now() / 1000);
  Object.assign(claims, {
    nonce: { nonce: "another" },
    issuer: { iss: "https://elsewhere.example" },
    audience: { aud: "another" },
    expired: { exp: now - 600 },
    silent: { auth_time: undefined },
    before: { auth_time: now - 86400 },
  }[fault]);
  if (fault === "algorithm") return `${part({ alg: "none", kid: header.kid })}.${part(claims)}.`;
  const text = `${part(header)}.${part(claims)}`;
  const key = fault === "signature" ? stranger.privateKey : own.privateKey;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

provider.use(async (context, next) => {
  await next();
  if (fault !== "good" && context.path === "/token" && context.body?.id_token) {
    context.body = { ...context.body, id_token: spoilt(context.body.id_token) };
  }
});

const callback = provider.callback();
createServer(async (request, response) => {
  const address = new URL(request.url, issuer);
  if (address.pathname === "/fault") {
    fault = address.searchParams.get("name");
    return response.end("changed");
  }
  if (address.pathname.startsWith("/interaction/")) {
    await provider.interactionDetails(request, response);
    return provider.interactionFinished(request, response, { login: { accountId: "officer-1" } });
  }
  return callback(request, response);
}).listen(Number(PORT), "127.0.0.1", () => console.log("directory ready: yes"));
