// People of the demo regency at their desks.

/** Everyone's password in the demo. */
export const PASSWORD = 'hadir tanggap dipercaya demo';

/** The handler and the head of Dinas Perhubungan. */
export const HANDLER = 'felix.dishub';
export const HEAD = 'kamaruddin.dishub';
/** At the counter of a district, in the inspectorate, and the one who keeps units and staff in order. */
export const FRONT_DESK = 'norma.kec-nunukan';
export const INSPECTOR = 'marthen.inspektorat';
export const ADMIN = 'admin';
/** The secretary of the regency, above every office. */
export const LEADER = 'sekda';

/** Cookies of those who signed in before: signing in is slow on purpose, and one scenario is about it. */
const signedIn = new Map();

/** A page at `path`, in the browser of someone who is signed in. `screen` is `desktop` or `phone`. */
export async function atDesk(world, username, path = '/meja', { screen = 'desktop', ...options } = {}) {
  const page = await world[screen](null, options);
  const key = `${world.base} ${username}`;
  if (signedIn.has(key)) {
    await page.context().addCookies(signedIn.get(key));
  } else {
    await page.goto('/masuk');
    await signIn(page, username, PASSWORD);
    // Who reads no reports has no desk, and lands where there is something to manage.
    await page.waitForURL(/\/(meja|kelola)$/);
    signedIn.set(key, await page.context().cookies());
  }
  await page.goto(path);
  return page;
}

/** Fills in the sign-in form that is open and sends it. */
export async function signIn(page, username, password) {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.locator('form[action="/masuk"] button').click();
}

/** Answers the report of a number so that the matter is settled, and returns the officer's page. */
export async function answer(world, username, number, words) {
  const page = await atDesk(world, username, `/meja/${number}`);
  await page.locator('#text').fill(words);
  await page.locator('#pokok-ya').check();
  await page.locator('button[name=sebagai][value=jawaban]').click();
  await page.waitForURL(/\?sejak=\d+/);
  return page;
}
