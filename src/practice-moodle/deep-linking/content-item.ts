import { z } from 'zod';
import { parametersToLines } from '../custom-parameters.ts';
import { numeric } from '../services/score.ts';
import type { ToolType } from '../tool-type.ts';

/** An activity as a tool proposes it, as far as Moodle takes it over. */
export interface NewActivity {
  readonly title: string;
  readonly description: string;
  /** Empty: the tool's own address. */
  readonly toolUrl: string;
  readonly customParameters: string;
  readonly icon: string;
  /** Its column; without one the activity has no grade. */
  readonly column?: {
    readonly max: number;
    readonly resourceId: string;
    readonly tag: string;
    readonly subReviewUrl: string;
    readonly subReviewCustom: string;
  };
}

const text = z.string().nullish();
const custom = z.record(z.string(), z.unknown()).nullish();

const itemSchema = z.looseObject({
  type: z.string(),
  title: text,
  text,
  html: text,
  url: text,
  icon: z.looseObject({ url: text }).nullish(),
  custom,
  lineItem: z
    .looseObject({
      scoreMaximum: numeric.nullish(),
      resourceId: text,
      tag: text,
      submissionReview: z.looseObject({ url: text, custom }).nullish(),
    })
    .nullish(),
});

export const contentItemsSchema = z.array(itemSchema).max(500);
export type ContentItem = z.infer<typeof itemSchema>;

/**
 * content_item_to_form(): every type becomes an external tool, `window`, `iframe`, `available`, `submission` and the
 * label of the line item are ignored. Whether there is a column depends on the tool's setting for grades.
 */
export function newActivity(type: ToolType, item: ContentItem): NewActivity {
  const { lineItem } = item;
  const review = lineItem?.submissionReview;
  const hasColumn = type.acceptGrades === 'always' || (type.acceptGrades === 'delegate' && lineItem != null);
  return {
    title: item.title || type.name,
    description: plainText(item.html ?? item.text ?? ''),
    toolUrl: webAddress(item.url),
    customParameters: item.custom ? parametersToLines(item.custom) : '',
    icon: webAddress(item.icon?.url),
    ...(hasColumn && {
      column: {
        max: lineItem?.scoreMaximum ?? 100,
        resourceId: lineItem?.resourceId ?? '',
        tag: lineItem?.tag ?? '',
        subReviewUrl: review ? review.url || 'DEFAULT' : '',
        subReviewCustom: review?.custom ? parametersToLines(review.custom) : '',
      },
    }),
  };
}

/** Markup goes: the description is kept as plain text. */
function plainText(written: string): string {
  return written.replace(/<[^>]*>/g, '').trim();
}

/** PARAM_URL: anything but http and https is emptied. */
function webAddress(url: string | null | undefined): string {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : '';
}
