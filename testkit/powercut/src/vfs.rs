//! The table of C functions that SQLite asks of a file system. Each tells the [`Platter`] and, while the power is on,
//! lets the machine's own file system do the work, so that the running database sees what it wrote.
//!
//! Safety, once for the whole file: SQLite calls these functions only with pointers it got from us or made as its
//! documentation says (<https://sqlite.org/c3ref/vfs.html>, <https://sqlite.org/c3ref/io_methods.html>). A `File` is the
//! first part of a piece of memory of `szOsFile` bytes; the file of the system's VFS is the rest. `disk` and `path` are
//! set before `methods` is, and SQLite calls no method of a file whose `methods` is null.

use std::ffi::{CStr, CString, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::ptr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use libsqlite3_sys as sqlite;
use sqlite::{sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs};

use crate::platter::Platter;

/// What a VFS of ours needs to know; `pAppData` points to it.
struct Mounted {
    system: *mut sqlite3_vfs,
    platter: Arc<Mutex<Platter>>,
}

/// Our part of an open file.
#[repr(C)]
struct File {
    methods: *const sqlite3_io_methods,
    disk: *const Mounted,
    /// Null for temporary files, which nobody expects back.
    path: *mut PathBuf,
}

/// Makes a VFS over the system's known to SQLite and gives its name.
pub(crate) fn register(platter: Arc<Mutex<Platter>>) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("hadir-powercut-{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let c_name = CString::new(name.clone()).expect("the name has no zero byte");
    // SAFETY: a null name asks for the default VFS, which lives as long as the process.
    let system = unsafe { sqlite::sqlite3_vfs_find(ptr::null()) };
    assert!(!system.is_null(), "SQLite comes with a VFS");
    let mounted = Box::leak(Box::new(Mounted { system, platter }));
    // SAFETY: the table of the system's VFS is plain data. Of what is copied, the functions that are not replaced
    // below do not look at the VFS they are called with.
    let mut vfs = unsafe { ptr::read(system) };
    vfs.iVersion = vfs.iVersion.min(2);
    vfs.szOsFile += size_of::<File>() as c_int;
    vfs.pNext = ptr::null_mut();
    vfs.zName = c_name.into_raw();
    vfs.pAppData = ptr::from_mut(mounted).cast();
    vfs.xOpen = Some(open);
    vfs.xDelete = Some(delete);
    vfs.xAccess = Some(access);
    vfs.xFullPathname = Some(full_pathname);
    // SAFETY: the table and all it points to are never freed.
    let outcome = unsafe { sqlite::sqlite3_vfs_register(Box::leak(Box::new(vfs)), 0) };
    assert_eq!(outcome, sqlite::SQLITE_OK, "SQLite takes a further VFS");
    name
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    // Version 2 has shared memory, which the write-ahead log needs, and no memory-mapped reading.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// The disk behind a VFS of ours.
unsafe fn mounted<'a>(vfs: *mut sqlite3_vfs) -> &'a Mounted {
    // SAFETY: see the head of the file; what `pAppData` points to is never freed.
    unsafe { &*(*vfs).pAppData.cast::<Mounted>() }
}

/// The system's own file behind ours.
unsafe fn real(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: see the head of the file; the memory is `size_of::<File>()` bytes longer than the system asks for.
    unsafe { file.cast::<u8>().add(size_of::<File>()).cast() }
}

impl Mounted {
    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().expect("no holder of the platter panics")
    }
}

/// Tells the platter what happens to a file; `true` if it may.
unsafe fn tell(file: *mut sqlite3_file, what: impl FnOnce(&mut Platter, &PathBuf) -> bool) -> bool {
    // SAFETY: see the head of the file.
    let (disk, path) = unsafe {
        let file = &*file.cast::<File>();
        (&*file.disk, file.path.as_ref())
    };
    path.is_none_or(|path| what(&mut disk.platter(), path))
}

/// Calls a method of the system's own file.
macro_rules! pass_on {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        let file = real($file);
        let method = (*(*file).pMethods).$method.expect("the system's VFS has every method of version 2");
        method(file $(, $argument)*)
    }};
}

/// Calls a function of the system's own VFS.
macro_rules! pass_up {
    ($vfs:expr, $function:ident $(, $argument:expr)*) => {{
        let system = mounted($vfs).system;
        let function = (*system).$function.expect("the system's VFS has every function of version 2");
        function(system $(, $argument)*)
    }};
}

unsafe fn path_of(name: *const c_char) -> PathBuf {
    // SAFETY: SQLite's names end in a zero byte.
    PathBuf::from(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()))
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    flags_out: *mut c_int,
) -> c_int {
    // SAFETY: see the head of the file.
    unsafe {
        let own = file.cast::<File>();
        (*own).methods = ptr::null();
        let disk = mounted(vfs);
        if disk.platter().is_cut() {
            return sqlite::SQLITE_CANTOPEN;
        }
        let path = (!name.is_null()).then(|| path_of(name));
        // What the file holds is looked at before SQLite can change it.
        if let Some(path) = &path {
            disk.platter().open(path);
        }
        let outcome = pass_up!(vfs, xOpen, name, real(file), flags, flags_out);
        if outcome == sqlite::SQLITE_OK {
            (*own).disk = disk;
            (*own).path = path.map_or(ptr::null_mut(), |path| Box::into_raw(Box::new(path)));
            (*own).methods = &METHODS;
        }
        outcome
    }
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: see the head of the file.
    unsafe {
        if !mounted(vfs).platter().delete(&path_of(name), sync_folder != 0) {
            return sqlite::SQLITE_IOERR;
        }
        pass_up!(vfs, xDelete, name, sync_folder)
    }
}

unsafe extern "C" fn access(vfs: *mut sqlite3_vfs, name: *const c_char, flags: c_int, found: *mut c_int) -> c_int {
    // SAFETY: see the head of the file.
    unsafe { pass_up!(vfs, xAccess, name, flags, found) }
}

unsafe extern "C" fn full_pathname(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    length: c_int,
    into: *mut c_char,
) -> c_int {
    // SAFETY: see the head of the file.
    unsafe { pass_up!(vfs, xFullPathname, name, length, into) }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see the head of the file; SQLite closes a file once, so the path is freed once.
    unsafe {
        let own = file.cast::<File>();
        if !(*own).path.is_null() {
            drop(Box::from_raw((*own).path));
            (*own).path = ptr::null_mut();
        }
        pass_on!(file, xClose)
    }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, length: c_int, at: sqlite3_int64) -> c_int {
    // SAFETY: see the head of the file; SQLite gives `length` readable bytes and an offset that is not negative.
    unsafe {
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), length as usize);
        if !(*(*file.cast::<File>()).disk).platter().has_room() {
            return sqlite::SQLITE_FULL;
        }
        if !tell(file, |platter, path| platter.write(path, at as usize, bytes)) {
            return sqlite::SQLITE_IOERR_WRITE;
        }
        pass_on!(file, xWrite, from, length, at)
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    // SAFETY: see the head of the file.
    unsafe {
        if !tell(file, |platter, path| platter.truncate(path, length as usize)) {
            return sqlite::SQLITE_IOERR_WRITE;
        }
        pass_on!(file, xTruncate, length)
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    // The platter alone decides what survives, so the machine's own disk need not be waited for.
    // SAFETY: see the head of the file.
    if unsafe { tell(file, |platter, path| platter.sync(path)) } {
        sqlite::SQLITE_OK
    } else {
        sqlite::SQLITE_IOERR_FSYNC
    }
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    // A program that ended deletes nothing: by now the name may be another's, who was started on what it left.
    // SAFETY: see the head of the file.
    unsafe {
        let is_over = (*(*file.cast::<File>()).disk).platter().is_cut();
        pass_on!(file, xShmUnmap, if is_over { 0 } else { delete })
    }
}

/// Methods that are passed on as they are.
macro_rules! plain_methods {
    ($($name:ident = $method:ident($($argument:ident: $ty:ty),*) -> $answer:ty;)*) => {$(
        unsafe extern "C" fn $name(file: *mut sqlite3_file $(, $argument: $ty)*) -> $answer {
            // SAFETY: see the head of the file.
            unsafe { pass_on!(file, $method $(, $argument)*) }
        }
    )*};
}

plain_methods! {
    read = xRead(into: *mut c_void, length: c_int, at: sqlite3_int64) -> c_int;
    file_size = xFileSize(length: *mut sqlite3_int64) -> c_int;
    lock = xLock(level: c_int) -> c_int;
    unlock = xUnlock(level: c_int) -> c_int;
    check_reserved_lock = xCheckReservedLock(found: *mut c_int) -> c_int;
    file_control = xFileControl(what: c_int, with: *mut c_void) -> c_int;
    sector_size = xSectorSize() -> c_int;
    device_characteristics = xDeviceCharacteristics() -> c_int;
    shm_map = xShmMap(page: c_int, length: c_int, extend: c_int, into: *mut *mut c_void) -> c_int;
    shm_lock = xShmLock(offset: c_int, count: c_int, flags: c_int) -> c_int;
    shm_barrier = xShmBarrier() -> ();
}
