import { expect, test } from '@jest/globals';
import { render } from '../../src/web/views/document.tsx';
import { PickerPage } from '../../src/web/views/picker.tsx';
import { NothingToPickPage, PickerAnswerPage } from '../../src/web/views/picker-answer.tsx';
import { markupMistakes } from '../support/page-check.ts';

const hostile = `"><script>alert('1')</script>&{{links}}|$t(product.name)`;
const seal = { csrf: 'csrf-token', account: 'account-1' };

for (const language of ['de', 'en'] as const) {
  const frame = {
    ...{ language, variant: 'embed' as const, stylesheets: [], tabs: [], hasFooter: false },
    footer: { help: '/help', privacy: '/privacy', accessibility: '/accessibility' },
  };
  const form = { frame, seal, action: '/s/1/pick', choice: 'mark' };
  const returnUrl = `https://moodle.example/return?a=${hostile}`;
  const picker = (isMultiple: boolean, isEmpty: boolean) =>
    PickerPage({
      ...form,
      courseTitle: hostile,
      search: hostile,
      list: {
        entries: isEmpty ? [] : [{ id: 's', title: hostile, kind: 'training', isChosen: true }],
        shown: undefined,
        isMultiple,
      },
      take: { values: {}, problems: { space: 'space-missing' } },
      code: { values: { code: hostile }, problems: { code: 'link-code-invalid' } },
      create: { values: { title: hostile }, problems: { title: 'title-length' } },
    });
  const pages = {
    'with several links': picker(true, false),
    'with one link': picker(false, false),
    'without a space': picker(true, true),
    'that can give nothing': NothingToPickPage(form),
    'on the way back': PickerAnswerPage({
      ...{ frame, returnUrl, token: hostile, isCancelled: false, script: '/public/send-answer.js' },
    }),
  };

  for (const [name, page] of Object.entries(pages)) {
    test(`a picker ${name} is sound markup in ${language}, whatever people have typed`, async () => {
      const html = render(page);
      expect(await markupMistakes(html)).toEqual([]);
      expect(html).not.toContain('<script>');
      expect(html).not.toContain('nb-footer');
    });
  }
}
