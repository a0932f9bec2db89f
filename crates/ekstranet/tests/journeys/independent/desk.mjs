// A desk that is not ours: the npm package openid-client behind Node's own HTTP server signs officers in at the imitated
// directory, as somebody writes it who knows OpenID Connect and nothing of our simulators. It says on its page why it refused.
// Settings come from the environment:
//   PORT, SIMULATORS (where the directory is), FOLDER (the client's secret), MODULES (where openid-client is installed)
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const { PORT, SIMULATORS, FOLDER, MODULES } = process.env;
const client = await import(pathToFileURL(`${MODULES}/node_modules/openid-client/build/index.js`));

const base = `http://127.0.0.1:${PORT}`;
const secret = readFileSync(`${FOLDER}/officers-client.secret`, "utf8").trim();
const configuration = await client.discovery(
  new URL(`${SIMULATORS}/officers`), "ekstranet", { id_token_signed_response_alg: "RS256" }, client.ClientSecretBasic(secret),
  { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
);

let begun;
let officer;
const page = text => `<!doctype html><html lang="en"><title>Independent desk</title><h1>Independent desk</h1>${text}</html>`;
const button = (path, words) => `<form action="${path}"><button>${words}</button></form>`;

const DOORS = {
  "/sign-in": async () => {
    begun = { verifier: client.randomPKCECodeVerifier(), state: client.randomState(), nonce: client.randomNonce() };
    return client.buildAuthorizationUrl(configuration, {
      redirect_uri: `${base}/callback`,
      scope: "openid profile email",
      state: begun.state,
      nonce: begun.nonce,
      max_age: "3600",
      code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: "S256",
    }).href;
  },
  "/callback": async address => {
    const checks = { pkceCodeVerifier: begun.verifier, expectedState: begun.state, expectedNonce: begun.nonce, maxAge: 3600 };
    const tokens = await client.authorizationCodeGrant(configuration, address, { ...checks, idTokenExpected: true });
    const claims = tokens.claims();
    const asked = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    officer = { ...claims, email: asked.email, token: tokens.id_token };
    return "/";
  },
  "/sign-out": async () => {
    const parameters = { post_logout_redirect_uri: `${base}/`, id_token_hint: officer.token };
    officer = undefined;
    return client.buildEndSessionUrl(configuration, parameters).href;
  },
};

createServer(async (request, response) => {
  const address = new URL(request.url, base);
  response.setHeader("content-type", "text/html; charset=utf-8");
  const door = DOORS[address.pathname];
  if (!door) {
    return response.end(page(officer
      ? `<p>Signed in: ${officer.name}, ${officer.email}, ${officer.roles.join(" and ")}</p>${button("/sign-out", "Leave")}`
      : `<p>Nobody is signed in.</p>${button("/sign-in", "Identify")}`));
  }
  try {
    return response.writeHead(303, { location: await door(address) }).end();
  } catch (problem) {
    console.log(problem);
    const reason = [problem.message, problem.cause?.message, problem.cause?.cause?.claim].filter(Boolean).join(": ");
    return response.end(page(`<p>Refused: ${reason}</p>${button("/", "Back")}`));
  }
}).listen(Number(PORT), "127.0.0.1", () => console.log("desk ready: yes"));
