"""A small OpenID Connect provider in a thread: discovery, authorization, token, keys, user's data.

It does everything right unless a test says what to do wrong (`lies`). Signatures are real.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "lien-cong"
CLIENT_SECRET = "bi-mat-dung-chung-cua-hai-ben-32"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """`person` is who signs in there; `lies` replaces parts of its answers."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/realms/tinh"
        self.person: dict[str, Any] = {"sub": "42"}
        self.lies: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def authorize(self, address: str) -> str:
        """What the browser does there: the person agrees, and is sent back with a code."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["client_id"] == CLIENT_ID
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        } | self.lies.get("configuration", {})

    def keys(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [key | {"kid": "k1", "alg": "RS256", "use": "sig"}]}

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("client_secret") != CLIENT_SECRET:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        answer = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 60}
        if not self.lies.get("no_id_token"):
            answer["id_token"] = self._id_token(asked.get("nonce"))
        return 200, answer

    def _id_token(self, nonce: str | None) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": self.person["sub"],
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
        } | self.lies.get("claims", {})
        claims = {name: value for name, value in claims.items() if value is not None}
        sign = self.lies.get("sign", {"key": KEY, "algorithm": "RS256"})
        token = jwt.encode(claims, headers={"kid": "k1"}, **sign)
        change = self.lies.get("change")
        return change(token) if change else token


def _handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = urlsplit(self.path).path.removeprefix("/realms/tinh")
            provider.asked.append(page)
            if page == "/.well-known/openid-configuration":
                self._send(200, provider.configuration())
            elif page == "/keys":
                self._send(200, provider.keys())
            elif page == "/userinfo" and self.headers["Authorization"].startswith("Bearer "):
                self._send(200, provider.person | provider.lies.get("userinfo", {}))
            else:
                self._send(404, {})

        def do_POST(self) -> None:
            provider.asked.append(urlsplit(self.path).path.removeprefix("/realms/tinh"))
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._send(*provider.token(form))

        def _send(self, status: int, answer: dict[str, Any]) -> None:
            body = provider.lies.get("body", json.dumps(answer).encode())
            self.send_response(provider.lies.get("status", status))
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    return Handler
