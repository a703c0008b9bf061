"""The WSGI entry."""

from checklist import create_app

app = create_app()
