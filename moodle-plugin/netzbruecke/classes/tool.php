<?php
// This file is part of Moodle - http://moodle.org/
//
// Moodle is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Moodle is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Moodle.  If not, see <http://www.gnu.org/licenses/>.

/**
 * Talks to the tool.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use core\files\curl_security_helper;
use core\http_client;
use Psr\Http\Client\ClientExceptionInterface;

/**
 * The tool's side of the protocol, as this site calls it. Redirects are never followed.
 */
final class tool {
    /** Seconds for one call. */
    private const TIMEOUT = 20;
    /** Bytes of an answer that are read. */
    private const LONGEST = 262144;

    /** @var string origin of the tool, without a slash at the end */
    public readonly string $url;

    /**
     * A tool by its address.
     *
     * @param string $address what an administrator typed; only its origin counts
     * @throws tool_exception when it is no https address (http only on this very machine)
     */
    public function __construct(string $address) {
        $parts = parse_url(trim($address));
        $scheme = strtolower($parts['scheme'] ?? '');
        $host = strtolower($parts['host'] ?? '');
        $islocal = in_array($host, ['localhost', '127.0.0.1'], true);
        if ($host === '' || isset($parts['user']) || ($scheme !== 'https' && !($scheme === 'http' && $islocal))) {
            throw new tool_exception('addressinvalid');
        }
        $this->url = $scheme . '://' . $host . (isset($parts['port']) ? ':' . $parts['port'] : '');
    }

    /**
     * The connected tool.
     *
     * @return self
     */
    public static function connected(): self {
        return new self(connection::get('toolurl'));
    }

    /**
     * Host (and port) as people read it.
     *
     * @return string
     */
    public function host(): string {
        return preg_replace('~^https?://~', '', $this->url);
    }

    /**
     * Asks who is there.
     *
     * @return \stdClass protocol, name, launch, login, keys, icon
     * @throws tool_exception
     */
    public function hello(): \stdClass {
        $answer = $this->send('GET', '/plugin/hello', ['Accept' => 'application/json']);
        foreach (['name', 'launch', 'login', 'keys'] as $field) {
            if (!isset($answer->$field) || !is_string($answer->$field)) {
                throw new tool_exception('notours', $this->host());
            }
        }
        if (($answer->product ?? '') !== 'netzbruecke' || ($answer->protocol ?? 0) !== 1) {
            throw new tool_exception('notours', $this->host());
        }
        foreach (['launch', 'login', 'keys'] as $field) {
            if (!str_starts_with($answer->$field, $this->url . '/')) {
                throw new tool_exception('otherhost', $this->host());
            }
        }
        $answer->name = clean_param($answer->name, PARAM_TEXT);
        return $answer;
    }

    /**
     * Hands this site to the tool.
     *
     * @param array $site what the tool needs, see docs/plugin-protocol.md
     * @return \stdClass connection, state ("done" or "wasso") and checks
     * @throws tool_exception
     */
    public function connect(array $site): \stdClass {
        $headers = ['Content-Type' => 'application/json', 'Accept' => 'application/json'];
        $answer = $this->send('POST', '/plugin/connect', $headers, json_encode($site), 60);
        if (!is_string($answer->connection ?? null) || $answer->connection === '') {
            throw new tool_exception('notours', $this->host());
        }
        return $answer;
    }

    /**
     * Says something signed over the connection.
     *
     * @param string $path for example "/plugin/push"
     * @param array $message becomes JSON
     * @param int $timeout seconds
     * @return \stdClass the answer
     * @throws tool_exception
     */
    public function say(string $path, array $message, int $timeout = self::TIMEOUT): \stdClass {
        $body = json_encode((object) $message);
        $id = bin2hex(random_bytes(16));
        $time = \core\di::get(\core\clock::class)->time();
        $headers = signature::headers(connection::secret(), connection::get('connectionid'), $id, $time, $body);
        return $this->send('POST', $path, $headers, $body, $timeout);
    }

    /**
     * One call.
     *
     * @param string $method GET or POST
     * @param string $path below the tool's address
     * @param string[] $headers by name
     * @param string|null $body exactly what is sent
     * @param int $timeout seconds
     * @return \stdClass the answer
     * @throws tool_exception
     */
    private function send(
        string $method,
        string $path,
        array $headers,
        ?string $body = null,
        int $timeout = self::TIMEOUT
    ): \stdClass {
        $this->refuse_blocked();
        try {
            $response = \core\di::get(http_client::class)->request($method, $this->url . $path, [
                'headers' => $headers,
                'body' => $body,
                'timeout' => $timeout,
                'connect_timeout' => min(10, $timeout),
                'http_errors' => false,
                'allow_redirects' => false,
            ]);
            $text = $response->getBody()->read(self::LONGEST);
        } catch (ClientExceptionInterface $e) {
            throw new tool_exception('unreachable', $this->host());
        }
        $answer = json_decode($text);
        $status = $response->getStatusCode();
        if ($status === 200 && $answer instanceof \stdClass) {
            return $answer;
        }
        $code = $answer->error ?? '';
        if (is_string($code) && preg_match('/^[a-z]+(?:[.-][a-z]+)*$/D', $code)) {
            $reason = 'said:' . str_replace('.', ':', $code);
            if (get_string_manager()->string_exists('tool:' . $reason, 'local_netzbruecke')) {
                throw new tool_exception($reason, $this->host());
            }
            throw new tool_exception('saidcode', ['host' => $this->host(), 'code' => $code]);
        }
        throw new tool_exception('saidstatus', ['host' => $this->host(), 'status' => $status]);
    }

    /**
     * Moodle's own guard of outgoing calls, asked beforehand so that the setting to change can be named.
     *
     * @throws tool_exception
     */
    private function refuse_blocked(): void {
        global $CFG;
        if (!(new curl_security_helper())->url_is_blocked($this->url)) {
            return;
        }
        $parts = parse_url($this->url);
        $port = $parts['port'] ?? ($parts['scheme'] === 'https' ? 443 : 80);
        $allowed = array_filter(array_map('trim', explode("\n", $CFG->curlsecurityallowedport ?? '')));
        $isport = $allowed !== [] && !in_array((string) $port, $allowed, true);
        $a = ['host' => $parts['host'], 'port' => $port];
        throw new tool_exception($isport ? 'portblocked' : 'hostblocked', $a);
    }
}
