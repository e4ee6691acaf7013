import type {WheaField} from './whea-tokens.js'

/**
 * Names of an event's lines as Windows translates them (Event Viewer's copy: English, German, French, Spanish, Italian,
 * Portuguese, Russian, Japanese, Chinese), and as PowerShell's lists and `wevtutil` print them.
 */
const TRANSLATED: readonly (readonly [RegExp, WheaField | 'begin'])[] = [
  [
    /^(?:Protokollname|Nom du journal|Nombre de registro|Nome registro|Nome do Log|Имя журнала|ログの名前|日志名称)$/i,
    'begin',
  ],
  [/^(?:TimeCreated|Index)$/, 'begin'],
  [
    /^(?:Ereignis-ID|ID de l.événement|Id\. ?del? evento|ID evento|Identificação do Evento|Код события|イベント ID|事件 ID|Id|InstanceId|EventID)$/i,
    'id',
  ],
  [/^(?:Quelle|Origen|Origine|Fonte|Источник|ソース|来源|ProviderName|Source)$/i, 'provider'],
  [/^(?:Datum|Fecha|Data|Дата|日付|日期|TimeGenerated)$/i, 'date'],
  [/^(?:MachineName|コンピューター|计算机|Компьютер|Equipo|Ordinateur)$/i, 'computer'],
  [/^(?:Komponente|Composant|Componente|Компонент|コンポーネント|组件)$/i, 'component'],
  [
    /^(?:Fehlerquelle|Source de l.erreur|Origen del error|Origine errore|Источник ошибки|エラー ソース|错误源)$/i,
    'source',
  ],
  [/^(?:Fehlertyp|Type d.erreur|Tipo de error|Tipo errore|Тип ошибки|エラーの種類|错误类型)$/i, 'type'],
]

const LINE = /^\s*([\p{L}][\p{L}\p{N} .'’-]{1,30}?)\s*[:：]\s*(.*?)\s*$/u

/** A name and value of such a line; `begin` also stands for a value that is the event's date. */
export const readTranslated = (
  text: string,
): {readonly name: WheaField | 'begin'; readonly key: string; readonly value: string} | undefined => {
  const [, key = '', value = ''] = LINE.exec(text) ?? []
  const name = TRANSLATED.find(([pattern]) => pattern.test(key))?.[1]
  return name === undefined ? undefined : {name, key, value}
}
