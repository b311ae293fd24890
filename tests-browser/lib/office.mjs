// A regency's node that serves HTTPS by its own authority, at an address of this machine that is not loopback, and a
// browser that trusts that authority as an office's computer does. Everything lives in a folder that is removed again.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { hadir, serve } from './program.mjs';

/** An address that is added where the machine has none of its own in a private network. */
const ADDED = '10.213.78.1';
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/;

/** Why no office can be opened here, or null. */
export function missing() {
  if (!process.env.HADIR) return 'the program is not at hand (HADIR is not set)';
  return hasCertutil() ? null : 'certutil is not installed (Debian: libnss3-tools)';
}

/**
 * Makes a regency with an authority and serves it twice: with HTTPS at `secure`, and over plain HTTP at `plain`, both
 * at the same address. Null where the machine has no such address.
 */
export async function openOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-office-'));
  const address = officeAddress();
  if (address === null) return null;
  const data = join(folder, 'node');
  const password = join(folder, 'password');
  writeFileSync(password, 'perahu biru laut tenang\n');
  const secret = ['--root-passphrase-file', password];
  hadir('init', '--data', data, '--name', 'Kabupaten Nunukan', '--region', '65.03', '--zone', 'Asia/Makassar',
    '--admin', 'kepala', '--admin-password-file', password, '--prefix', 'NNK');
  hadir('root', 'authority', '--data', data, ...secret);
  hadir('node', 'https', '--data', data, ...secret, '--address', address.ip);
  const secure = await serve(data, address.host, '--tls', '--listen-plain', `${address.host}:0`);
  const plain = await serve(data, address.host);
  const browser = await launch({ ...process.env, HOME: trusting(folder, join(data, 'keys/authority.crt')) });
  return {
    secure: secure.urls[0],
    offer: secure.urls[1],
    plain: plain.urls[0],
    browser,
    async close() {
      await browser.close();
      await Promise.all([secure, plain].map((served) => served.stop()));
      address.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A home folder whose store of certificates, the one Chromium reads on Linux, has this authority. */
function trusting(folder, certificate) {
  const home = join(folder, 'home');
  const store = join(home, '.pki/nssdb');
  mkdirSync(store, { recursive: true });
  const certutil = (...words) => execFileSync('certutil', ['-d', `sql:${store}`, ...words]);
  certutil('-N', '--empty-password');
  certutil('-A', '-n', 'hadir', '-t', 'C,,', '-i', certificate);
  return home;
}

function hasCertutil() {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'certutil')));
}

function officeAddress() {
  const all = Object.values(networkInterfaces()).flat();
  const own = all.find((one) => !one.internal && PRIVATE.test(one.address));
  if (own) {
    const host = own.family === 'IPv6' ? `[${own.address}]` : own.address;
    return { ip: own.address, host, remove() {} };
  }
  try {
    execFileSync('ip', ['addr', 'add', `${ADDED}/32`, 'dev', 'lo'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const remove = () => execFileSync('ip', ['addr', 'del', `${ADDED}/32`, 'dev', 'lo']);
  return { ip: ADDED, host: ADDED, remove };
}
