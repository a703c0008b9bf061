"""The feature's blueprint; its handlers are in views.py and membership_views.py."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
