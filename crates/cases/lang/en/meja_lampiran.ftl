# Files that go with answers and notes.

attached-photo = Photo: { $name }
attached-pdf = (PDF, { $size })
attached-beyond = (from a later version of Hadir)
meja-attach = Attachments
    .hint = Photos or PDF, at most { $most } files. They go together with the text above.
meja-attach-kept = Stays attached
meja-attach-too-large = { $name } has { $size }; at most { $most } are taken. Your text and the other files are kept.
meja-attach-unknown = { $name } is neither a photo nor a whole PDF. Save it as PDF and attach it again. Your text and the other files are kept.
meja-attach-too-many = At most { $most } files. The others were not attached.
