import type { VNode } from 'preact';
import type { Material } from '../../domain/unit-content.ts';
import type { T } from '../language.ts';
import { NewWindowIcon } from './icons.tsx';

/** Links to read or watch, each with author, licence and source. */
export function Materials({ t, materials }: { t: T; materials: readonly Material[] }): VNode | null {
  if (materials.length === 0) return null;
  return (
    <section class="nb-near" aria-labelledby="materials-heading">
      <h2 id="materials-heading">{t('unit.materials')}</h2>
      <ul class="nb-materials">
        {materials.map((material) => (
          <li key={material.url}>
            <NewWindowIcon />
            <span>
              <a href={material.url} target="_blank" rel="noopener noreferrer">
                <bdi>{material.title}</bdi>
                <span class="visually-hidden"> ({t('unit.new-window')})</span>
              </a>
              <span class="nb-muted">{detailsOf(material)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function detailsOf({ author, licence, source }: Material): string {
  return [author, licence, source]
    .filter((text) => text !== '')
    .map((text) => `, ${text}`)
    .join('');
}
