import { describe, expect, test } from "vitest";
import { LineLost, make_client, query_string, Refusal } from "./client";

type Answer = { status: number; body?: unknown } | "none";

function made(answers: Answer[]) {
  const sent: { path: string; headers: Headers; method: string }[] = [];
  const line: boolean[] = [];
  const bodies: unknown[] = [];
  let csrf = "first";
  const client = make_client({
    fetch: async (path, init) => {
      sent.push({ path: String(path), headers: new Headers(init?.headers), method: init?.method ?? "" });
      if (init?.body) bodies.push(JSON.parse(String(init.body)));
      const answer = answers.shift() ?? "none";
      if (answer === "none") throw new TypeError("Failed to fetch");
      const body = answer.body === undefined ? null : JSON.stringify(answer.body);
      return new Response(body, { status: answer.status });
    },
    upload: async (path, init, progress) => {
      progress(1);
      sent.push({ path, headers: new Headers(init.headers), method: init.method ?? "" });
      const answer = answers.shift() ?? "none";
      if (answer === "none") throw new TypeError("no answer");
      return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status });
    },
    language: () => "ar",
    csrf: () => csrf,
    session_ended: async () => void (csrf = "second"),
    token_changed: async () => csrf !== (csrf = "second"),
    line: (is_up) => line.push(is_up),
    timeout_ms: 1000,
  });
  return { client, sent, line, bodies };
}

const fields = { names: {}, sector: "other" };

describe("a request", () => {
  test("asks for the reader's language, and carries the token when it writes", async () => {
    const { client, sent } = made([
      { status: 201, body: {} },
      { status: 200, body: {} },
    ]);
    await client.create("organisations", fields, "k".repeat(32));
    await client.item("organisations", "a");
    expect(sent[0]?.headers.get("Accept-Language")).toBe("ar");
    expect(sent[0]?.headers.get("X-CSRF-Token")).toBe("first");
    expect(sent[0]?.headers.get("Idempotency-Key")).toBe("k".repeat(32));
    expect(sent[1]?.headers.has("X-CSRF-Token")).toBe(false);
  });

  test("waits for the person to sign in again, and goes out once more with the new token and the same key", async () => {
    const { client, sent } = made([{ status: 401 }, { status: 201, body: { id: "x" } }]);
    expect(await client.create("organisations", fields, "k")).toMatchObject({ id: "x" });
    expect(sent.map(({ headers }) => headers.get("X-CSRF-Token"))).toEqual(["first", "second"]);
    expect(sent.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["k", "k"]);
  });

  test("with the token of a session that another window renewed goes out once more, and only once", async () => {
    const { client, sent } = made([{ status: 403 }, { status: 403, body: { detail: "no" } }]);
    await expect(client.create("organisations", fields, "k")).rejects.toThrow("no");
    expect(sent.map(({ headers }) => headers.get("X-CSRF-Token"))).toEqual(["first", "second"]);
  });

  test("without an answer, or with one of a gateway, is a lost line and no refusal", async () => {
    const { client, line } = made(["none", { status: 502 }, { status: 200, body: { items: [] } }]);
    await expect(client.list("organisations", {})).rejects.toThrow(LineLost);
    await expect(client.list("organisations", {})).rejects.toThrow(LineLost);
    await client.list("organisations", {});
    expect(line.at(-1)).toBe(true);
    expect(line[0]).toBe(false);
  });

  test("for what has no room is answered, with the server's sentence, and the line is good", async () => {
    const busy = { status: 503, body: { status: 503, code: "jobs_busy", detail: "ask again in a while" } };
    const other = { status: 503, body: { status: 503, code: "server_busy", detail: "no room" } };
    const { client, line } = made([busy, other, { status: 503 }]);
    await expect(client.write("POST", "/api/jobs", { body: { kind: "verify" } })).rejects.toThrow(
      "ask again in a while",
    );
    expect(line).toEqual([true]);
    await expect(client.list("organisations", {})).rejects.toThrow(LineLost);
    await expect(client.list("organisations", {})).rejects.toThrow(LineLost);
  });

  test("that is refused gives the server's sentence", async () => {
    const { client } = made([{ status: 404, body: { status: 404, detail: "غير موجود." } }]);
    await expect(client.item("organisations", "a")).rejects.toThrow("غير موجود.");
  });

  test("to sign in that is refused does not ask to sign in again", async () => {
    const { client, sent } = made([{ status: 401, body: { detail: "no" } }]);
    await expect(client.sign_in({ link: "x" })).rejects.toThrow(Refusal);
    expect(sent).toHaveLength(1);
  });

  test("that edits says from which revision, and that a file is sent says how far it is", async () => {
    const { client, sent } = made([{ status: 204 }, { status: 401 }, { status: 201, body: { id: "x" } }]);
    await client.remove("contacts", "c", 7, "k");
    expect(sent[0]?.method).toBe("DELETE");
    expect(sent[0]?.headers.get("If-Match")).toBe('"7"');
    const told: number[] = [];
    const file = new File(["a,b"], "a b.csv");
    expect(await client.send_inventory("a", file, "k", (share) => told.push(share))).toEqual({ id: "x" });
    expect(told).toEqual([1, 1]); // once more after signing in again
    expect(sent[2]?.path).toBe("/api/inventories?asset=a&name=a+b.csv");
    expect(sent[2]?.headers.get("Content-Type")).toBe("application/octet-stream");
    expect(sent[2]?.headers.get("X-CSRF-Token")).toBe("second");
  });

  test("names an item by its id alone", async () => {
    const { client, sent } = made([{ status: 200, body: {} }]);
    await client.item("organisations", "../session?x");
    expect(sent[0]?.path).toBe("/api/organisations/..%2Fsession%3Fx");
  });
});

test("what is not asked for is not in the address", () => {
  expect(query_string({ q: "", sort: "-name", limit: 50 })).toBe("?sort=-name&limit=50");
  expect(query_string({ q: "a&b=ميناء" })).toBe("?q=a%26b%3D%D9%85%D9%8A%D9%86%D8%A7%D8%A1");
  expect(query_string({})).toBe("");
});
