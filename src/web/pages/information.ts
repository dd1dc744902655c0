import type { VNode } from 'preact';
import { plainFrame } from '../frame.ts';
import { AccessibilityPage } from '../views/accessibility.tsx';
import { HelpPage } from '../views/help.tsx';
import { PrivacyPage } from '../views/privacy.tsx';
import { StartPage } from '../views/start.tsx';
import type { Answer, Visit } from '../visit.ts';

type View = typeof StartPage;

export const startPage = informing(StartPage);
export const helpPage = informing(HelpPage);
export const privacyPage = informing(PrivacyPage);
export const accessibilityPage = informing(AccessibilityPage);

/** Pages that say the same to everybody. */
function informing(view: View): (visit: Visit) => Answer {
  return (visit) => {
    const page: VNode = view({ frame: plainFrame(visit), operator: visit.services.operator });
    return { page };
  };
}
