import type { ReportCall } from './to-report-curl.ts';

/** A Python program, with the standard library alone, that reports a run; the key comes from the environment. */
export const toReportPython = ({ origin, agent, version }: Omit<ReportCall, 'key'>): string =>
  [
    'import json, os, urllib.request',
    'from datetime import datetime, timezone',
    '',
    'run = {',
    '    "created": datetime.now(timezone.utc).isoformat(),',
    '    "status": "completed",',
    '    "time_taken": "1.84s",',
    '    "input": "What changed since yesterday?",',
    '    "output": "Three invoices are new.",',
    '    "models": [{"name": "openai/gpt-5-mini", "input_tokens": 1200, "output_tokens": 80}],',
    '}',
    'request = urllib.request.Request(',
    `    ${JSON.stringify(`${origin}/api/v1/agents/${agent}/versions/${encodeURIComponent(version)}/runs`)},`,
    '    data=json.dumps(run).encode(),',
    '    headers={',
    '        "Authorization": "Bearer " + os.environ["SIGNALBOX_API_KEY"],',
    '        "Content-Type": "application/json",',
    '    },',
    ')',
    'print(urllib.request.urlopen(request).read().decode())',
  ].join('\n');
