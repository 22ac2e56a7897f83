use super::{
    FileKind,
    content::Content,
    directory::{Directory, Entries},
};

#[derive(Debug, Clone)]
pub(super) enum Node {
    File(Content),
    Directory(Directory),
}

#[derive(Debug, Clone)]
pub(super) struct Inode {
    pub(super) node: Node,
    pub(super) mode: u16,
    /// Told by the name that it had last.
    pub(super) kind: FileKind,
    /// How many names it has, and how often it is open: without both it takes no room.
    pub(super) links: u32,
    pub(super) handles: u32,
}

impl Inode {
    pub(super) fn new(node: Node, mode: u16, kind: FileKind) -> Self {
        Self { node, mode, kind, links: 1, handles: 0 }
    }

    /// What is on the disk as it is.
    pub(super) fn surviving(self, node: Node) -> Self {
        Self { node, links: 1, handles: 0, ..self }
    }

    pub(super) fn bytes(&self) -> Option<&[u8]> {
        match &self.node {
            Node::File(content) => Some(content.bytes()),
            Node::Directory(_) => None,
        }
    }

    pub(super) fn entries(&self) -> Option<&Entries> {
        match &self.node {
            Node::File(_) => None,
            Node::Directory(directory) => Some(directory.entries()),
        }
    }

    pub(super) fn is_directory(&self) -> bool {
        matches!(self.node, Node::Directory(_))
    }

    pub(super) fn length(&self) -> usize {
        self.bytes().map_or(0, <[u8]>::len)
    }
}
