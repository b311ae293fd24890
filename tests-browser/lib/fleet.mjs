// Regencies with offices of their own: one with an office in touch, one never met, and one whose node was revoked and
// whose last report came by way of a neighbour; and one with an office whose disk was put back. Everything lives in a
// folder that is removed again.

import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hadir, serve } from './program.mjs';

/** The administrator's password. */
export const PASSWORD = 'perahu biru laut tenang';

/** What people report. */
const LAMP = 'Lampu jalan di depan balai desa padam.';
const WATER = 'Air bersih di Tanjung Karang keruh sejak Senin.';

const UNITS = `code,name,parent,kind,region,zone,hours
kec-sebatik,Kecamatan Sebatik,kab-65-03,district,65.03.07,,
kec-krayan,Kecamatan Krayan,kab-65-03,district,65.03.05,,
`;

/** A regency that is not served yet, and what its people do with offices. */
function found() {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-fleet-'));
  const at = (name) => join(folder, name);
  writeFileSync(at('password'), `${PASSWORD}\n`);
  writeFileSync(at('units.csv'), UNITS);
  const [data, secret] = [at('node'), ['--root-passphrase-file', at('password')]];
  hadir('init', '--data', data, '--name', 'Kabupaten Nunukan', '--region', '65.03', '--zone', 'Asia/Makassar',
    '--admin', 'kepala', '--admin-password-file', at('password'), '--prefix', 'NNK');
  hadir('import', 'units', '--data', data, at('units.csv'));
  const request = (name, prefix) =>
    hadir('node', 'new', '--data', at(prefix), '--zone', 'Asia/Makassar', '--name', name, '--prefix', prefix);
  const enrol = (name, prefix, unit) => {
    const certificate = hadir('node', 'enrol', '--data', data, ...secret, '--unit', unit, request(name, prefix));
    hadir('node', 'join', '--data', at(prefix), certificate);
    return certificate;
  };
  const carry = (from, to, receiver) => {
    hadir('bundle', 'export', '--data', from, '--for', receiver, at('stick'));
    hadir('bundle', 'import', '--data', to, at('stick'));
  };
  return { folder, at, data, secret, request, enrol, carry };
}

/** Serves a regency until it is closed, which removes all there is of it. */
async function open({ folder, data }) {
  const served = await serve(data, '127.0.0.1');
  const close = async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  };
  return { url: served.urls[0], close };
}

/** Makes and serves the regency; `request` and `certificate` are lines of an office that is still to be enrolled. */
export async function openFleet() {
  const regency = found();
  const { at, data, secret, request, enrol, carry } = regency;
  const certificate = enrol('Kecamatan Sebatik', 'SBT', 'kec-sebatik');
  enrol('Kecamatan Krayan', 'KRY', 'kec-krayan');
  enrol('Laptop Keliling', 'LKL', 'kec-sebatik');
  carry(data, at('SBT'), 'SBT');
  carry(data, at('LKL'), 'LKL');
  await report(at('LKL'), LAMP);
  carry(at('LKL'), at('SBT'), 'SBT');
  hadir('node', 'revoke', '--data', data, ...secret, '--reason', 'Laptop dicuri di pelabuhan', 'LKL');
  const opened = await open(regency);
  hadir('sync', '--data', at('SBT'), opened.url);
  return { ...opened, request: request('Kecamatan Sebuku', 'SBK'), certificate };
}

/**
 * Makes and serves a regency that heard of two reports under one number: the office's disk was put back after the first
 * had reached the regency. The administrator is head of all units, too.
 */
export async function openTwiceNumbered() {
  const regency = found();
  const { at, data, enrol, carry } = regency;
  writeFileSync(at('staff.csv'), 'username,name,unit,roles\nkepala,Kepala,kab-65-03,administrator;unit_head\n');
  hadir('import', 'staff', '--data', data, at('staff.csv'));
  enrol('Kecamatan Sebatik', 'SBT', 'kec-sebatik');
  carry(data, at('SBT'), 'SBT');
  cpSync(at('SBT'), at('image'), { recursive: true });
  const numbers = [await report(at('SBT'), LAMP)];
  carry(at('SBT'), data, 'NNK');
  rmSync(at('SBT'), { recursive: true });
  renameSync(at('image'), at('SBT'));
  numbers.push(await report(at('SBT'), WATER));
  carry(at('SBT'), data, 'NNK');
  return { ...(await open(regency)), numbers };
}

/** Someone reports something at a node; gives the number. */
async function report(data, text) {
  const served = await serve(data, '127.0.0.1');
  const answer = await fetch(`${served.urls[0]}/api/v1/cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': text.replaceAll(/[^A-Za-z]/g, '-').slice(0, 40) },
    body: JSON.stringify({ kind: 'complaint', text }),
  });
  if (answer.status !== 201) throw new Error(`the report was not taken: ${answer.status}`);
  const { number } = await answer.json();
  await served.stop();
  return number;
}
