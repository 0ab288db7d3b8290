/**
 * Purpose: the schema of services whose protocols carry addresses (files by FTP, telephone calls by SIP), and of the flows that use them.
 *
 * Does not model: what one part says about another (`checks/carried.ts`).
 * Units: ports. Determinism: pure data.
 * References: TR D.7 c; RFC 959, 1579 (FTP); RFC 3261, 3581 (SIP, rport).
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { about, PORT } from './schema-common.ts';

/** Keys of a service. */
export const carriedService = {
  'passive-ports': z
    .strictObject({
      first: PORT.describe(about('The lowest of them', '先頭のポート')),
      last: PORT.describe(about('The highest of them', '末尾のポート')),
    })
    .optional()
    .describe(
      about(
        'ftp only: ports that the server names in passive mode; absent = 52000 to 52063',
        'ftp のみ：パッシブモードでサーバが示すポートの範囲。省略時は 52000～52063',
      ),
    ),
  'media-port': PORT.optional().describe(
    about('sip only: where the called terminal hears voice; absent = 49170', 'sip のみ：着信側端末が音声を受けるポート。省略時は 49170'),
  ),
} as const;

/** Keys of a flow. */
export const carriedFlow = {
  'ftp-mode': choice(['active', 'passive'])
    .optional()
    .describe(
      about(
        'put-file only: who opens the data connection, the server (active, to the address that the client names) or the client (passive); absent = active',
        'put-file のみ：データ接続を開く側。active はサーバ（クライアントが示したアドレスへ接続）、passive はクライアント。省略時は active',
      ),
    ),
  rport: z
    .boolean()
    .optional()
    .describe(
      about(
        "call only: answers are wanted at the port from which the caller's requests come (RFC 3581)",
        'call のみ：応答を要求の送信元ポートへ返すよう求める（RFC 3581）',
      ),
    ),
} as const;
