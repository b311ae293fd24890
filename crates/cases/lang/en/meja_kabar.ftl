# What is new on a page of the desk.

meja-new-list = This list has changed.
meja-new-case = This report has changed.
