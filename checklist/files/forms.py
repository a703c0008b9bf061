"""What is sent with files: the form that they were picked for."""

from flask_wtf import FlaskForm
from wtforms import MultipleFileField, StringField
from wtforms.validators import Regexp

from checklist.files.uploading import FORM


class UploadForm(FlaskForm):
    """Files for the form of this name, e.g. `task-7`."""

    form = StringField(validators=[Regexp(rf"(?:{FORM.pattern})\Z")])
    files = MultipleFileField()
