// A regency with offices of its own: one in touch, one never met, one whose node was revoked and whose last report came by
// way of a neighbour. Everything lives in a folder that is removed again.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hadir, serve } from './program.mjs';

/** The administrator's password. */
export const PASSWORD = 'perahu biru laut tenang';

const UNITS = `code,name,parent,kind,region,zone,hours
kec-sebatik,Kecamatan Sebatik,kab-65-03,district,65.03.07,,
kec-krayan,Kecamatan Krayan,kab-65-03,district,65.03.05,,
`;

/** Makes and serves the regency; `request` and `certificate` are lines of an office that is still to be enrolled. */
export async function openFleet() {
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
  const certificate = enrol('Kecamatan Sebatik', 'SBT', 'kec-sebatik');
  enrol('Kecamatan Krayan', 'KRY', 'kec-krayan');
  enrol('Laptop Keliling', 'LKL', 'kec-sebatik');
  carry(data, at('SBT'), 'SBT');
  carry(data, at('LKL'), 'LKL');
  await report(at('LKL'));
  carry(at('LKL'), at('SBT'), 'SBT');
  hadir('node', 'revoke', '--data', data, ...secret, '--reason', 'Laptop dicuri di pelabuhan', 'LKL');
  const served = await serve(data, '127.0.0.1');
  hadir('sync', '--data', at('SBT'), served.urls[0]);
  return {
    url: served.urls[0],
    request: request('Kecamatan Sebuku', 'SBK'),
    certificate,
    async close() {
      await served.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Someone reports something at a node. */
async function report(data) {
  const served = await serve(data, '127.0.0.1');
  const answer = await fetch(`${served.urls[0]}/api/v1/cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'laporan-di-laptop' },
    body: JSON.stringify({ kind: 'complaint', text: 'Lampu jalan di depan balai desa padam.' }),
  });
  if (answer.status !== 201) throw new Error(`the report was not taken: ${answer.status}`);
  await served.stop();
}
