"""How Octavo becomes something that people download: one module for each kind of package.

``layout`` says where things lie, ``tools`` makes the environment that builds, ``freeze`` the bundle
that all installers carry; ``notices`` and ``sbom`` tell what is inside it.
"""
