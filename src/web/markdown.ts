import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** HTML in a text stays text; addresses without words become links; images would load from other hosts. */
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false }).disable('image');

const allowed = [
  ...['p', 'br', 'strong', 'em', 's', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'hr', 'a'],
  ...['h2', 'h3', 'h4', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/** A text's headings stand below the page's own. */
const heading = (tagName: string) => (): sanitizeHtml.Tag => ({ tagName, attribs: {} });

const rules: sanitizeHtml.IOptions = {
  allowedTags: allowed,
  allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    h1: heading('h2'),
    h2: heading('h2'),
    h3: heading('h3'),
    h4: heading('h3'),
    h5: heading('h4'),
    h6: heading('h4'),
    // Moodle shows our pages in a frame, and most sites refuse to be shown in one.
    a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer', target: '_blank' }),
  },
};

/** Texts are read far more often than written; those of one training fit in here. */
const mostKept = 200;
const kept = new Map<string, string>();

/** A text in Markdown (CommonMark, with tables and ~~strike~~) as HTML without scripts, styles and images. */
export function htmlOf(text: string): string {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const html = sanitizeHtml(markdown.render(text), rules);
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
  kept.set(text, html);
  return html;
}
