// Puts the documents of a file (JSON, one a line) into a local PouchDB and replicates it to a server's database.
// Prints seconds and bytes of the replication alone, as JSON. Bytes are those above TCP, both ways; there is no TLS.
//
//   node replicate.mjs FOLDER URL FILE

import { readFileSync } from "node:fs";
import net from "node:net";
import { performance } from "node:perf_hooks";
import PouchDB from "pouchdb";

const WAIT_MS = 200;
const WAITS_MAX = 150;

const [folder, url, file] = process.argv.slice(2);

const sockets = new Set();
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...where) {
  sockets.add(this);
  return connect.apply(this, where);
};
const bytes = () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, 0);

async function untilServed() {
  for (let waits = 0; waits < WAITS_MAX; waits += 1) {
    try {
      await fetch(new URL("/", url));
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  }
  throw new Error("the server does not answer");
}

// The caller shapes the link after this line: what stands before it is no part of the measurement.
await untilServed();
const local = new PouchDB(folder);
const documents = readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
for (let at = 0; at < documents.length; at += 1000) await local.bulkDocs(documents.slice(at, at + 1000));
console.log("ready");
await new Promise((resolve) => process.stdin.once("data", resolve));

const before = bytes();
const started = performance.now();
const done = await local.replicate.to(url);
const seconds = (performance.now() - started) / 1000;
if (!done.ok || done.docs_written !== documents.length) throw new Error(`not replicated: ${JSON.stringify(done)}`);
console.log(JSON.stringify({ seconds, bytes: bytes() - before }));
await local.close();
process.exit(0);
