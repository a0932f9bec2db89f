// An office that is not ours: the npm package openid-client and Node's own cryptography let people act for organisations at
// the imitated Web API of Suomi.fi e-Authorizations, as somebody writes it who knows the published rules of that interface and
// nothing of our simulators. It says on its page what came back. Settings come from the environment:
//   PORT, SIMULATORS (where the service is), FOLDER (the client's secrets), MODULES (where openid-client is installed)
import { strictEqual } from "node:assert";
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const { PORT, SIMULATORS, FOLDER, MODULES } = process.env;
const oauth = await import(pathToFileURL(`${MODULES}/node_modules/openid-client/build/index.js`));

const base = `http://127.0.0.1:${PORT}`;
const CLIENT = "ekstra01";
const service = `${SIMULATORS}/mandates`;
const secret = name => readFileSync(`${FOLDER}/${name}`, "utf8").trim();
const [apiKey, password] = [secret("mandates-api.key"), secret("mandates-oauth.password")];
// Whom the office has identified already.
const PEOPLE = { "/matti": "150668-917M", "/olavi": "061279-9076" };

/** The checksum of a request: of what follows the host, exactly as it is sent, and the time. */
const checksum = (key, target, time) => createHmac("sha256", key).update(`${target} ${time}`, "utf8").digest("base64");

// The vector that the Digital and Population Data Services Agency has published.
strictEqual(
  checksum(
    "3ba56df8-88b8-4805-9b04-2f8e7a61",
    "/service/ypa/user/register/ed4b7ae7/080297-915A?requestId=02fd35dc-99e6-477b-b6e2-03f02cbf3666",
    "2017-02-09T10:29:42.09Z",
  ),
  "z1xDqaSjDwnVniJvis0SqMXeQEBtgBgzozhQqftmY9U=",
);

// Id and password go out as they are; the package's own Basic would encode them first.
const basic = (_server, _client, _body, headers) =>
  headers.set("authorization", `Basic ${Buffer.from(`${CLIENT}:${password}`).toString("base64")}`);
const configuration = new oauth.Configuration(
  { issuer: service, authorization_endpoint: `${service}/oauth/authorize`, token_endpoint: `${service}/oauth/token` },
  CLIENT, undefined, basic,
);
oauth.allowInsecureRequests(configuration);

/** Asks a signed question. What is in `other` is not as it should be. */
async function ask(path, { token, ...other } = {}) {
  const address = new URL(`${service}${path}?requestId=${randomUUID()}`);
  const time = new Date(Date.now() + (other.minutes ?? 0) * 60_000).toISOString();
  const sum = checksum(other.key ?? apiKey, other.target ?? `${address.pathname}${address.search}`, time);
  const headers = new Headers({ "X-AsiointivaltuudetAuthorization": `${other.client ?? CLIENT} ${time} ${sum}` });
  const answer = token
    ? await oauth.fetchProtectedResource(configuration, token, address, "GET", undefined, headers)
    : await fetch(address, { headers });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.errorMessage ?? said.error), { status: answer.status });
  return said;
}

let round;
let rows;
const roles = other => ask(`/service/ypa/api/organizationRoles/${round.session}`, { token: round.token, ...other });
const one = id => ask(`/service/ypa/api/organizationRoles/${round.session}/${id}`, { token: round.token });
const exchange = () => oauth.authorizationCodeGrant(configuration, round.returned, { expectedState: round.state });
const unregister = () => ask(`/service/ypa/user/unregister/${round.session}`);

async function begin(person) {
  rows = undefined;
  const { sessionId, userId } = await ask(`/service/ypa/user/register/${CLIENT}/${person}`);
  round = { session: sessionId, state: oauth.randomState() };
  const redirect_uri = `${base}/return`;
  return oauth.buildAuthorizationUrl(configuration, { redirect_uri, user: userId, state: round.state, lang: "sv" }).href;
}

/** Where a question leads, or what it says. */
const DOORS = {
  "/matti": () => begin(PEOPLE["/matti"]),
  "/olavi": () => begin(PEOPLE["/olavi"]),
  "/return": async address => {
    round.returned = address;
    round.token = (await exchange()).access_token;
    rows = await roles();
    return "/";
  },
  "/each": async () => {
    const each = await Promise.all(rows.map(row => one(row.identifier)));
    return `found ${each.map(found => found.map(row => row.identifier)).join(" and ")}`;
  },
  "/other": async () => `found ${(await one("9900132-8")).length}`,
  "/key": () => roles({ key: `${apiKey}0` }),
  "/target": () => roles({ target: new URL(`${service}/service/ypa/user/unregister/${round.session}`).pathname }),
  "/late": () => roles({ minutes: -6 }),
  "/early": () => roles({ minutes: 6 }),
  "/client": () => roles({ client: "ekstra02" }),
  "/token": () => roles({ token: `${round.token}0` }),
  "/code": exchange,
  "/end": async () => `${await unregister()}`,
  "/ask": roles,
};
const BUTTONS = {
  "/matti": "Matti", "/olavi": "Olavi", "/each": "Each alone", "/other": "Not chosen", "/key": "Wrong key",
  "/target": "Wrong address", "/late": "Late", "/early": "Early", "/client": "Wrong client", "/token": "Wrong token",
  "/code": "Code again", "/end": "End", "/ask": "Ask",
};

const page = text => `<!doctype html><html lang="en"><title>Independent office</title><h1>Independent office</h1>${text}${
  Object.entries(BUTTONS).map(([path, words]) => `<form action="${path}"><button>${words}</button></form>`).join("")}</html>`;
const acts = row => `<li>Acts for ${row.name}, ${row.identifier}, ${row.complete ? "whole" : "in part"}: ${row.roles.join(" ")}</li>`;

createServer(async (request, response) => {
  const address = new URL(request.url, base);
  response.setHeader("content-type", "text/html; charset=utf-8");
  const door = DOORS[address.pathname];
  const said = BUTTONS[address.pathname] ?? "Return";
  if (!door) return response.end(page(rows ? `<ul>${rows.map(acts).join("")}</ul>` : "<p>Acts for nobody.</p>"));
  try {
    const outcome = await door(address);
    if (typeof outcome === "string" && /^(http|\/)/.test(outcome)) return response.writeHead(303, { location: outcome }).end();
    return response.end(page(`<p>${said}: ${typeof outcome === "string" ? outcome : "answered"}.</p>`));
  } catch (problem) {
    const reason = [problem.status, problem.error ?? problem.message, problem.cause?.message].filter(Boolean).join(", ");
    console.log(said, problem);
    return response.end(page(`<p>${said}: refused: ${reason}.</p>`));
  }
}).listen(Number(PORT), "127.0.0.1", () => console.log("office ready: yes"));
