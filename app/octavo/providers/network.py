"""How a host is reached: trusted certificates, and the proxy in between, if there is one."""

from __future__ import annotations

import dataclasses
import ssl
import urllib.request
from pathlib import Path

import httpx
import truststore

from octavo.errors import ProviderError
from octavo.wire.addresses import is_loopback
from octavo.words import later

NO_PROXY = "none"
"""The proxy setting that means a direct connection."""


@dataclasses.dataclass(frozen=True, slots=True)
class Network:
    """What the user set about the way to a host.

    Args:
        proxy: An address, ``none``, or empty for what system and environment say.
        ca_file: Certificates that are trusted beside the system's, in PEM.
    """

    proxy: str = ""
    ca_file: str = ""

    def proxy_for(self, url: httpx.URL) -> str | None:
        """Return the address of the proxy to an address; this computer is never behind one."""
        if self.proxy == NO_PROXY or is_loopback(url.host):
            return None
        if self.proxy:
            return self.proxy
        if urllib.request.proxy_bypass(url.host):
            return None
        proxies = urllib.request.getproxies()
        found = proxies.get(url.scheme) or proxies.get("all")
        return found if found is None or "://" in found else f"http://{found}"

    def ssl_context(self) -> ssl.SSLContext:
        """Return what checks certificates: the system's trust store, and the extra file.

        It takes some 50 ms. There is no way to leave certificates unchecked.

        Raises:
            ProviderError: the file cannot be used.
        """
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self.ca_file:
            try:
                context.load_verify_locations(cafile=self.ca_file)
            except OSError as error:
                name = Path(self.ca_file).name
                why = later("no certificate can be read in it")
                said = why if isinstance(error, ssl.SSLError) else error.strerror or str(error)
                raise ProviderError(
                    later(
                        "The file of certificates “{name}” cannot be used: {strerror}.",
                        name=name,
                        strerror=said,
                    ),
                    part="certificate",
                    hint=later("Choose a PEM file with the certificates of the authority."),
                ) from None
        return context

    def transport(self, url: httpx.URL) -> httpx.AsyncHTTPTransport:
        """Return a new transport to a host.

        Raises:
            ProviderError: proxy or certificates cannot be used.
        """
        proxy = self.proxy_for(url)
        verify = self.ssl_context() if url.scheme == "https" or _is_https(proxy) else False
        limits = httpx.Limits(max_connections=20, max_keepalive_connections=4, keepalive_expiry=3.0)
        try:
            # Without TLS there is no certificate to be checked, and no need to load any.
            return httpx.AsyncHTTPTransport(
                verify=verify,
                proxy=None if proxy is None else httpx.Proxy(proxy),
                trust_env=False,
                limits=limits,
            )
        except (ValueError, ImportError, httpx.InvalidURL) as error:
            raise ProviderError(
                later("The proxy cannot be used: {error}.", error=error),
                part="address",
                hint=later("Give it as http://host:port."),
            ) from None


def _is_https(address: str | None) -> bool:
    return address is not None and address.lower().startswith("https:")
