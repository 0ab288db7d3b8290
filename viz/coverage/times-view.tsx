/**
 * Purpose: how long attacks by trying take, computed from the scenario's figures, with every figure and its source.
 */
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLab } from '../state/context.ts';
import type { LoadedScenario, TimesOfThreat } from '../worker/protocol.ts';

function ThreatTimes({ loaded, times }: { readonly loaded: LoadedScenario; readonly times: TimesOfThreat }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const users = new Map(loaded.scenario.sites.flatMap((site) => site.users.map((user) => [user.id, user.name[lang]] as const)));
  return (
    <section class="threat-times" data-threat={times.threat}>
      <h3>
        <span class="id">{times.threat}</span> {times.name[lang]}
      </h3>
      <div class="scroll">
        <table class="times">
          <thead>
            <tr>
              <th scope="col">{words.timesTarget}</th>
              <th scope="col">{words.timesWay}</th>
              <th scope="col">{words.timesUnder}</th>
              <th scope="col">{words.timesTime}</th>
              <th scope="col">{words.timesFrom}</th>
            </tr>
          </thead>
          <tbody>
            {times.estimates.map((estimate, i) => (
              <tr key={i}>
                <th scope="row">{users.get(estimate.target.en) ?? estimate.target[lang]}</th>
                <td>{estimate.way[lang]}</td>
                <td>{estimate.under[lang]}</td>
                <td class="time">{estimate.time[lang]}</td>
                <td>
                  <details>
                    <summary>{estimate.constants.map(({ text }) => text[lang]).join(lang === 'ja' ? '、' : ', ')}</summary>
                    <ul>
                      {estimate.constants.map(({ text, source }) => (
                        <li key={text.en}>
                          {text[lang]} <span class="quiet source">({source})</span>
                        </li>
                      ))}
                    </ul>
                  </details>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/**
 * The view of times to compromise.
 * Units: see the texts. Errors: none. Source: threats/time-to-compromise.ts.
 */
export function TimesView({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const times = lab.board.times.value;
  useEffect(() => void lab.board.askTimes(), [loaded]);
  return (
    <section class="times-view" aria-label={words.viewTimes} aria-busy={times === undefined}>
      <p class="quiet">{words.timesHelp}</p>
      {times === undefined ? <p role="status">{words.timesWaits}</p> : null}
      {times?.length === 0 ? <p>{words.timesNone}</p> : null}
      {times?.map((one) => (
        <ThreatTimes key={one.threat} loaded={loaded} times={one} />
      ))}
    </section>
  );
}
