import { describe, expect, test } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { languages } from '../../src/web/language.ts';
import { render } from '../../src/web/views/document.tsx';
import { hostile, typical } from './samples-ground.ts';
import { failures, samples } from './views-samples.tsx';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  // The length of titles has a test of its own: this rule counts `&amp;` as five characters.
  rules: { 'void-style': 'off', 'long-title': 'off' },
});

async function mistakesIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`),
  );
}

function pagesOf(language: 'de' | 'en'): [string, string][] {
  const named = [
    ...Object.entries(samples(language, typical)),
    ...Object.entries(samples(language, hostile)).map(([name, page]) => [`${name} (hostile)`, page] as const),
    ...failures(language).map(([code, page]) => [`failure ${code}`, page] as const),
  ];
  return named.map(([name, page]) => [name, render(page)]);
}

describe.each(languages)('pages in %s', (language) => {
  const pages = pagesOf(language);

  test('are valid HTML', async () => {
    for (const [name, html] of pages) expect([name, await mistakesIn(html)]).toEqual([name, []]);
  });

  test('say their language, one heading and one main part', () => {
    for (const [name, html] of pages) {
      expect([name, html.startsWith(`<!DOCTYPE html>\n<html lang="${language}">`)]).toEqual([name, true]);
      expect([name, html.match(/<h1[ >]/g)?.length, html.match(/<main[ >]/g)?.length]).toEqual([name, 1, 1]);
    }
  });

  test('have no script, no style and no handler in them, which the security policy would refuse', () => {
    for (const [name, html] of pages) {
      const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
      const refused = tags.filter((tag) => {
        const withoutValues = tag.replace(/"[^"]*"/g, '""');
        return /^<(script|style|img|iframe)/i.test(tag) || /\s(on\w+|style)=/i.test(withoutValues);
      });
      expect([name, refused]).toEqual([name, []]);
    }
  });

  test('have at most one filled button', () => {
    for (const [name, html] of pages) {
      expect([name, (html.match(/btn-primary/g) ?? []).length <= 1]).toEqual([name, true]);
    }
  });

  test('ask in words that neither shout nor beg', () => {
    for (const [name, html] of pages.filter(([page]) => !page.includes('hostile'))) {
      expect([name, html.replace('<!DOCTYPE', '').includes('!')]).toEqual([name, false]);
      expect([name, /leider|unfortunately/i.test(html)]).toEqual([name, false]);
      const buttons = html.match(/<button[^>]*>.*?<\/button>/gs) ?? [];
      expect([name, buttons.filter((button) => /bitte|please|>OK</i.test(button))]).toEqual([name, []]);
    }
  });

  test('show every form with its protection and the account it was made for', () => {
    for (const [name, html] of pages) {
      const forms = html.match(/<form method="post".*?<\/form>/gs) ?? [];
      const open = forms.filter(
        (form) => !/name="csrf" value="csrf-token"/.test(form) && !/name="token"/.test(form),
      );
      expect([name, open]).toEqual([name, []]);
    }
  });
});

describe('what people typed', () => {
  const spacePage = render(samples('de', hostile)['space-network-owner'] ?? <p />);
  const settings = render(samples('de', hostile)['settings-owner'] ?? <p />);

  test('stands on the page as text, whatever it looks like', () => {
    expect(spacePage).toContain('&lt;script>alert(1)&lt;/script>');
    expect(spacePage).not.toContain('<script');
    expect(settings).toContain('value="&lt;script>alert(1)&lt;/script>&quot;\'&amp;{{name}}');
  });

  test('is never read as a text with placeholders', () => {
    const setup = render(samples('de', hostile)['link-setup'] ?? <p />);
    expect(setup).toContain(
      '„&lt;script>alert(1)&lt;/script>"\'&amp;{{name}}$t(product.name)'.replace('"', '&quot;'),
    );
  });

  test('cannot turn the direction of the words around it', () => {
    const question = render(samples('de', hostile)['confirm-remove-member'] ?? <p />);
    expect(question).not.toContain('\u202e');
    expect(question).toMatch(/\u2068.*\u2069 aus dem Raum entfernen\?/);
  });

  test('comes back after a mistake, with the mistake on top and at the field', () => {
    const page = render(samples('de', typical)['settings-mistakes'] ?? <p />);
    expect(page).toContain('<a href="#text-title">Der Titel braucht 3 bis 120 Zeichen.</a>');
    expect(page).toMatch(
      /id="text-title" name="title" value="Marlene Voss"[^>]*aria-describedby="text-title-problem text-title-hint"/,
    );
    expect(page).toContain('value="2025-01-12"');
    expect(page).toMatch(/<option value="heads-round" selected/);
  });
});

test('a person without a name is called by a number that stays the same in the space', () => {
  const page = render(samples('de', typical)['members-plain'] ?? <p />);
  expect(page).toContain('<bdi>Mitglied 7</bdi>');
});

test('members of other Moodle sites are counted but not named, with the reason', () => {
  const page = render(samples('de', typical)['members-plain'] ?? <p />);
  expect(page).toContain('Acht weitere Personen kommen aus anderen Moodle-Websites.');
});

test('a window shows the way back to Moodle, an embed does not, and the other way round for a new window', () => {
  const window = render(samples('de', typical)['members-plain'] ?? <p />);
  const embed = render(samples('de', typical)['settings-owner'] ?? <p />);
  expect([window.includes('Zurück zum Moodle-Kurs'), window.includes('Neues Fenster')]).toEqual([
    true,
    false,
  ]);
  expect([embed.includes('Zurück zum Moodle-Kurs'), embed.includes('Neues Fenster')]).toEqual([false, true]);
});

test('the title of a document stays short, however long the space is named', () => {
  for (const [name, page] of Object.entries(samples('de', hostile))) {
    const title = /<title>(.*?)<\/title>/s.exec(render(page))?.[1] ?? '';
    const plain = title.replace(/&lt;|&amp;|&quot;/g, '.');
    expect([name, [...plain].length > 0 && [...plain].length <= 70]).toEqual([name, true]);
  }
});
